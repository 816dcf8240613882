# Testun sefydlog tudalennau, siartiau, ffeiliau data ac adborth, yn Gymraeg. Yr un allweddi a newidynnau sydd yn ui.en.ftl.

## Calendr
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr
date = { $day } { $month } { $year }
period-quarter = chwarter { $quarter } yn { $year }
period-month = { $month } { $year }
period-unknown = cyfnod heb ffigurau
period-as-at = { $period }, ar { $date }
period-range = { $from } hyd { $to }
quarter-alone = Ch{ $quarter }

## Geiriau
yes = Ie
no = Nage
list-and = { $first } a { $last }
out-of = { $part } o { $whole }
submitter-national = Ffurflen genedlaethol
category-total = Cyfanswm
category-not-given = Heb ei nodi
unit-child = Nifer y plant
unit-worker = Nifer y gweithwyr
unit-family = Nifer y teuluoedd
unit-service = Nifer y gwasanaethau
unit-notice = Nifer
unit-authority = Nifer yr awdurdodau
unit-per-cent = Canran
unit-per = Cyfradd am bob { $per }
unit-cases = Achosion
unit-changes = Newidiadau
unit-days = Diwrnodau
unit-households = Aelwydydd
unit-kilometres = Cilometrau
unit-nights = Nosweithiau
unit-places = Lleoedd
unit-pounds = Punnoedd
unit-ratio = Cymhareb
percentage-points = { $number } pwynt canran

## Un ffigur
change-up = Cynnydd o { $amount } ers { $period }.
change-down = Gostyngiad o { $amount } ers { $period }.
change-level = Dim newid ers { $period }.
change-withheld = Nid oes modd dangos y newid ers { $period } { $code }.
change-none-to-compare = Nid oes ffigur cynharach i’w gymharu ag ef.
change-noun-up = cynnydd o { $amount }
change-noun-down = gostyngiad o { $amount }
change-noun-level = dim newid
change-noun-withheld = newid nad oes modd ei ddangos { $code }
change-verb-up = wedi codi { $amount }
change-verb-down = wedi gostwng { $amount }
change-verb-level = heb newid
change-verb-withheld = wedi newid, ond nid oes modd dangos faint { $code }
interval-words = O ganiatáu ar gyfer amrywiad naturiol, mae’r lefel sylfaenol yn debygol o fod rhwng { $lower } a { $upper } (cyfwng hyder 95%).
interval-withheld = Nid oes modd dangos ei gyfwng hyder { $code }.
interval-none = Cyfrif cyflawn: nid oes ganddo gyfwng hyder.
interval-range = { $lower } i { $upper }
coverage-authorities = Ffurflenni a ddaeth i law: { $in } o { $owed } awdurdod.
coverage-population = Ffurflenni a ddaeth i law: { $in } o { $owed } awdurdod, lle mae { $share }% o’r bobl o dan 18 oed yn byw.
coverage-national = O’r ffurflen genedlaethol: { $in } o { $owed } wedi dod i law.
coverage-phrase-all = pob un o’r { $owed } awdurdod
coverage-phrase-some = { $in } o’r { $owed } awdurdod
coverage-phrase-register = y ffurflen genedlaethol
value-with-coverage = { $value } ({ $coverage })
coverage-mark = [nodyn { $number }]
coverage-note = { $mark } Yn seiliedig ar ffurflenni { $coverage } yn unig, ac ni ellir ei gymharu â ffigurau sy’n seiliedig ar bob un ohonynt.
coverage-note-all = Mae pob ffigur yma’n seiliedig ar ffurflenni { $coverage } yn unig.
figure-withheld = nifer nad oes modd ei ddangos { $code }
place-withheld = dim awdurdod y gellir ei enwi { $code }
place-with-value = { $place } ({ $value })

## Siartiau
chart-nothing = Nid oes modd dangos yr un o ffigurau’r siart hwn.
chart-axis-cut = Nid yw’r echelin fertigol yn dechrau ar sero.
chart-whiskers = Cyfyngau hyder 95% yw’r llinellau tenau: lle maent yn hir, mae’r gwerth yn llai sicr.
chart-not-shown = Heb eu dangos: { $what }.
chart-partial-points = Pwyntiau gwag a llinellau toredig: nid yw pob ffurflen wedi dod i law, felly ni ellir cymharu’r gwerthoedd hyn â’r lleill. Daeth ffurflenni i law gan: { $what }.
chart-partial-bars = Barrau gwag: nid yw pob ffurflen wedi dod i law, felly ni ellir cymharu’r gwerthoedd hyn â’r lleill. Daeth ffurflenni i law gan: { $what }.
chart-no-authorities = Nid oes modd dangos ffigurau ar gyfer awdurdodau, rhag i neb gael ei adnabod.
chart-no-regions = Nid oes modd dangos ffigurau ar gyfer rhanbarthau, rhag i neb gael ei adnabod.
chart-noted = I’w darllen gyda nodyn: { $what }.
chart-noted-all = pob gwerth { $codes }
describe-lines = Siart llinell ar gyfer { $place }, { $from } hyd { $to }.
describe-line-alone = Mae’n dechrau ar { $first } yn { $first-period } ac yn gorffen ar { $last } yn { $last-period }; y gwerth uchaf yw { $highest } yn { $highest-period } a’r isaf { $lowest } yn { $lowest-period }.
describe-line = { $name }: { $first } yn { $first-period } a { $last } yn { $last-period }, uchaf { $highest } yn { $highest-period }, isaf { $lowest } yn { $lowest-period }.
describe-bars = Siart bar o { $bars } o werthoedd ar gyfer { $period }, o’r uchaf i’r isaf.
describe-bars-ends = Yr uchaf yw { $longest }, sef { $most }; yr isaf yw { $shortest }, sef { $least }.
describe-bar-alone = { $name }: { $value }.
describe-bars-reference = Mae llinell doredig yn dangos { $reference }.

## Tablau
places-regions = Rhanbarthau
places-authorities = Awdurdodau lleol
table-nation-only = Nid oes modd dangos ffigurau islaw lefel Cymru, rhag i neb gael ei adnabod.
table-column-complete-only = { $title }: atelir pob ffigur islaw lefel Cymru.
table-column-never = { $title }: ni ddangosir hyn byth islaw lefel Cymru.
table-never-apart = Nid yw mathau sydd â chyn lleied o wasanaethau fel y gellid adnabod un yn cael eu hargraffu ar wahân: maent yn y cyfanswm.
table-intervals-in-data = Mae’r cyfyngau hyder, a’r niferoedd y gwneir y gwerthoedd ohonynt, yn y ffeil ddata.
table-empty = Nid oes ffigurau ar gyfer y tabl hwn.
column-place = Lle
column-period = Cyfnod
column-numerator = Nifer
column-denominator = Allan o
column-per-cent = Canran
column-rate = Cyfradd
column-interval = Cyfwng hyder 95%
column-of = { $title }: { $column }
column-rate-of = { $title } ({ $unit })

## Ffeiliau data
data-indicator = dangosydd
data-title = teitl_dangosydd
data-version = fersiwn_diffiniad
data-period = cyfnod
data-as-at = ar_ddyddiad
data-level = lefel_ddaearyddol
data-code = cod_ardal
data-place = enw_ardal
data-breakdown = dadansoddiad
data-category = categori
data-category-title = teitl_categori
data-unit = uned
data-numerator = rhifiadur
data-denominator = enwadur
data-value = gwerth
data-lower = isaf_95
data-upper = uchaf_95
data-notes = codau_nodiadau
data-coverage-in = ffurflenni_a_ddaeth
data-coverage-owed = ffurflenni_dyledus
data-note-meanings = ystyr_y_codau
data-mark = marc

## Y dudalen
language-name = Cymraeg
page-description = { $title }: ffigurau ar gyfer Cymru ar { $date }, gyda’u diffiniadau a pha mor sicr yr ydym ohonynt.
page-title = { $title }, { $date }
skip = Neidio i’r prif gynnwys
switch-label = Iaith
switch-hint = Darllen y dudalen hon yn Gymraeg
contents = Cynnwys
as-at = Ar { $date }
release = Cyhoeddiad { $release }
# Pa mor bell y gellir ymddiried yn nhestunau’r ffeil hon: official, reviewed neu draft; dywedir ar frig y dudalen os drafft yw.
fixed-text-status = draft
draft-lead = Cyfieithiad drafft yw hwn: nid yw cyfieithydd wedi darllen holl Gymraeg y dudalen hon eto. Yr un ffigurau sydd yn y ddwy iaith.
draft-texts = Nifer y testunau o’r diffiniadau ar y dudalen hon sy’n ddrafft: { $drafts } o { $all }.
draft-fixed = Drafft hefyd yw’r testun sefydlog o’u cwmpas.
summary = Prif bwyntiau
summary-lead = Gyda phob ffigur mae ei newid, pa mor sicr yr ydym ohono, a ffurflenni pwy y mae’n dibynnu arnynt.
status-official = Diffiniad swyddogol
status-adapted = Wedi’i addasu o ddiffiniad swyddogol
status-proposed = Cynnig a wneir yma
figure-number = Ffigur { $number }
table-number = Tabl { $number }
download-csv = Data { $what } (CSV)
download-svg = Llun { $what } (SVG)
download-png = Llun { $what } (PNG)
downloads = Lawrlwytho
in-words = { $what } mewn geiriau
notes-here = Llaw-fer a ddefnyddir yma
table-region = { $what }, y gellir ei sgrolio
made-by = Gwnaed gan Trosolwg { $version } o gyhoeddiad { $release }.
top = Yn ôl i’r brig

## Cwmpas ac ansawdd
quality = Cwmpas ac ansawdd
quality-lead = Rhoddir cyfrif am bob llinell ym mhob ffeil a ddaeth i law. Mae’r hyn sy’n torri rheol yn cael ei ddal yn ôl, ei gadw a’i anfon yn ôl i’w gywiro; ni ddyfelir byth.
returns-in = Pa ffurflenni sydd wedi dod i law
returns-in-caption = Ffurflenni dyledus a dderbyniwyd, yn ôl ffurflen a blwyddyn
column-return = Ffurflen
column-year = Blwyddyn
column-owed = Dyledus
column-received = Wedi dod
column-late = Hwyr
column-missing = Ar goll
none-missing = Dim
lines-account = Beth a ddaeth o bob llinell
lines-caption = Llinellau’r ffeiliau a ddarllenwyd
column-lines = Llinellau
column-what = Beth a ddaeth ohonynt
lines-read = Darllenwyd
lines-loaded = Llwythwyd: maent yn cyfrif yn y ffigurau
lines-held-back = Daliwyd yn ôl
lines-headers = Penawdau
lines-totals = Rhesi cyfansymiau, nas cyfrifir eto
lines-blank = Gwag
lines-preamble = Uwchben pennawd
lines-footer = Islaw tabl
lines-superseded = Disodlwyd gan ffeil ddiweddarach
lines-refused = Mewn ffeiliau a wrthodwyd
held-back = Beth a ddaliwyd yn ôl
held-back-none = Ni ddaliwyd dim yn ôl.
held-back-lead = { $count ->
    [one] Mae un llinell wedi’i dal yn ôl. Nid yw yn y ffigurau ar y dudalen hon nes iddi gael ei chywiro.
   *[other] Nifer y llinellau sydd wedi’u dal yn ôl: { $number }. Nid ydynt yn y ffigurau ar y dudalen hon nes iddynt gael eu cywiro.
 }
held-back-caption = Llinellau a ddaliwyd yn ôl, yn ôl ffurflen, rheswm a blwyddyn
held-back-places = Llinellau a ddaliwyd yn ôl, yn ôl pwy a’u hanfonodd
column-reason = Rheswm
column-code = Cod
column-sender = Anfonwyd gan
refused = Ffeiliau a wrthodwyd
refused-none = Ni wrthodwyd yr un ffeil.
refused-lead = { $count ->
    [one] Gwrthodwyd un ffeil yn gyfan. Lle’r oedd ffeil gynharach yn sefyll, mae’n dal i sefyll.
   *[other] Nifer y ffeiliau a wrthodwyd yn gyfan: { $number }. Lle’r oedd ffeil gynharach yn sefyll, mae’n dal i sefyll.
 }
refused-caption = Ffeiliau a wrthodwyd, a pham
column-file = Ffeil
unknown = Anhysbys

## Beth sy’n sefyll o gyhoeddiad cynharach, a beth y gadawodd rhywun iddo basio
carried = Beth sy’n sefyll o gyhoeddiad cynharach
carried-lead = { $count ->
    [one] Mae un ffurflen yn cyfrif fel y’i derbyniwyd gan gyhoeddiad cynharach, am fod ei ffeil wedi mynd neu wedi’i gwrthod ers hynny.
   *[other] Nifer y ffurflenni sy’n cyfrif fel y’u derbyniwyd gan gyhoeddiad cynharach, am fod eu ffeiliau wedi mynd neu wedi’u gwrthod ers hynny: { $number }.
 }
carried-caption = Ffurflenni sy’n sefyll o gyhoeddiad cynharach
column-release = Cyhoeddiad
overruled = Ffeiliau a dderbyniwyd er gwaethaf gwiriad
overruled-lead = { $count ->
    [one] Byddai un ffeil wedi’i gwrthod gan wiriad ar y ffeil gyfan. Edrychodd rhywun arni a’i derbyn.
   *[other] Nifer y ffeiliau a fyddai wedi’u gwrthod gan wiriad ar y ffeil gyfan: { $number }. Edrychodd rhywun arnynt a’u derbyn.
 }
overruled-caption = Ffeiliau a dderbyniwyd er gwaethaf gwiriad, a’r gwiriad a fyddai wedi’u gwrthod

## Diffiniadau
definitions = Diffiniadau
definitions-lead = Beth y mae pob ffigur yn ei gyfrif, ac a yw ei ddiffiniad yn swyddogol, wedi’i addasu o un swyddogol, neu’n gynnig a wneir yma.
definitions-caption = Dangosyddion ar y dudalen hon
column-indicator = Dangosydd
column-definition = Beth y mae’n ei gyfrif
column-status = Statws
column-source = Yn dilyn
definition-version = fersiwn { $version }
source-none = Dim mesur swyddogol

## Datgelu
disclosure = Sut y mae pobl yn cael eu diogelu
disclosure-lead = Ni chaiff unrhyw ffigur ar y dudalen hon ddweud dim wrth neb am un person. Mae’r hyn sy’n cael ei atal yn cael ei atal ym mhob tabl, siart a ffeil ddata.
kept-back = Yr hyn sy’n cael ei atal beth bynnag fo’r niferoedd
disclosure-caption = Sut y mae ffigurau’n cael eu diogelu, yn ôl yr hyn y maent yn ei gyfrif
column-counted = Yr hyn a gyfrifir
column-withheld = Atelir
column-rounding = Talgrynnu
column-below = Islaw lefel Cymru
counted-child = Plant
counted-worker = Gweithwyr
counted-family = Teuluoedd
counted-service = Gwasanaethau
counted-notice = Hysbysiadau a phryderon
counted-authority = Awdurdodau
withheld-few = Canrannau a chyfraddau allan o lai na { $least }, a phopeth y gellid cyfrifo niferoedd rhwng { $from } a { $to } ohono
withheld-besides = Yr hyn na ddangosir byth ar ei ben ei hun, a phopeth y gellid ei gyfrifo ohono
withheld-never = Byth
rounded-to = Mae niferoedd yn mynd i’r lluosrif o { $to } islaw neu uwchlaw, fel bod tablau’n adio; gwneir canrannau a chyfraddau o niferoedd wedi’u talgrynnu
rounded-never = Heb eu talgrynnu
below-always = Cyhoeddir
below-by-period = Blynyddoedd: { $year }; chwarteri: { $quarter }; misoedd: { $month }
below-breakdowns = cyfansymiau a dadansoddiadau
below-totals = cyfansymiau yn unig
below-none = dim
below-never = Ni chyhoeddir
shorthand = Llaw-fer
shorthand-caption = Yr hyn sy’n sefyll wrth ymyl ffigur neu yn ei le
column-shorthand = Llaw-fer
column-meaning = Ystyr
column-use = Defnydd
note-b = Cyfres toriad mewn amser
    .use = Ceir toriad yn y gyfres ddata sy'n golygu na ellir cymharu data cyn y toriad gyda'r data ar ôl y toriad yn uniongyrchol
note-c = Gwybodaeth gyfrinachol
    .use = Mae'r gwerth data wedi cael ei atal at ddibenion cyfrinachedd
note-e = Amcangyfrifedig
    .use = Mae'r gwerth data yn werth amcangyfrifedig
note-k = Ffigwr isel
    .use = Mae'r gwerth data yn ffigwr isel sy'n ymddangos fel sero pan gaiff ei dalgrynnu
note-p = Amodol
    .use = Nid yw'r gwerth data wedi cael ei gwblhau eto, neu disgwylir iddo gael ei ddiwygio
note-r = Diwygiedig
    .use = Diwygiwyd y gwerth data ers iddo gael ei gyhoeddi y tro cyntaf
note-u = Dibynadwyedd isel
    .use = Mae'r gwerth data o ansawdd ystadegol isel
note-x = Ddim ar gael
    .use = Nid yw'r gwerth data ar gael am resymau sy'n anhysbys neu am resymau eraill
note-z = Amherthnasol
    .use = Nid oes gwerth data posibl ar gyfer y cyfuniad hwn o newidion

## Ar gyfer yr arolygiaeth yn unig
internal-mark = Nid i’w gyhoeddi
internal-meaning = Ar gyfer yr arolygiaeth yn unig. Ni chyhoeddir byth yr hyn sydd yma ar wahân i’r ffigurau a gyhoeddwyd: peidiwch â’i gopïo, ei drosglwyddo na’i ddyfynnu.
internal-before = { $mark }: { $text }
internal-chapter = Ar gyfer yr arolygiaeth yn unig
internal-indicators = Dangosyddion na chyhoeddir byth mohonynt
internal-persons = Pobl, gan gyfrif pob un unwaith, ar gyfer Cymru
internal-persons-remark = Mae rhywun sy’n hysbys i ddau awdurdod yn cyfrif unwaith yma, ac unwaith i bob awdurdod mewn ffigurau a gyhoeddir.

## Tarddiad
provenance = Am y cyhoeddiad hwn
provenance-lead = Mae’r un ffurflenni, diffiniadau a rhaglen yn rhoi’r un ffigurau, hyd y beit olaf. Gellir olrhain pob ffigur i’w ddiffiniad ac i linellau’r ffeiliau y daw ohonynt.
provenance-release = Cyhoeddiad
provenance-as-at = Ar
provenance-version = Rhaglen
provenance-inputs = Crynodeb digidol o bopeth y’i gwnaed ohono
provenance-definitions = Crynodeb digidol o’r diffiniadau
provenance-population = Poblogaeth
population-vintage = Amcangyfrifon canol blwyddyn o bobl o dan 18 oed: { $years }
provenance-data = Y data y tu ôl i’r dudalen hon

## Beth a ddaw o ffeil
verdict-accepted = Derbyniwyd
verdict-accepted-with-errors = Derbyniwyd, gyda llinellau wedi’u dal yn ôl
verdict-refused = Gwrthodwyd
verdict-nil = Derbyniwyd: dim i’w adrodd
verdict-unchanged = Heb newid ers y cyhoeddiad diwethaf
verdict-carried = Cariwyd drosodd o’r cyhoeddiad diwethaf
verdict-superseded = Disodlwyd gan ffeil ddiweddarach
severity-fatal = Gwrthodir y ffeil
severity-error = Delir y rhes yn ôl
severity-warning = Cadarnhewch, os gwelwch yn dda
severity-info = Er gwybodaeth

## Darllen: ffeiliau a wrthodir
reading-s-empty = Mae’r ffeil yn wag.
    .fix = Anfonwch y ffurflen eto. Os nad oes dim i’w adrodd, anfonwch y rhes benawdau yn unig.
reading-s-not-csv = Nid ffeil CSV yw’r ffeil: mae’n edrych fel llyfr gwaith, archif neu ffeil ddeuaidd arall.
    .fix = Agorwch hi yn y rhaglen y’i gwnaed ynddi a’i chadw fel “CSV UTF-8 (comma delimited)”.
reading-s-is-workbook = Llyfr gwaith yw’r ffeil, er bod ei henw’n dweud CSV.
    .fix = Rhowch iddi ei therfyniad ei hun, .xlsx neu .xlsm, neu cadwch y ddalen fel “CSV UTF-8 (comma delimited)”.
reading-s-is-zip = Archif zip yw’r ffeil, er bod ei henw’n dweud CSV.
    .fix = Dadbaciwch hi ac anfon y ffeil CSV sydd ynddi.
reading-s-is-gzip = Mae’r ffeil wedi’i phacio â gzip, er bod ei henw’n dweud CSV.
    .fix = Rhowch iddi’r terfyniad .csv.gz, neu dadbaciwch hi yn gyntaf.
reading-s-is-pdf = Dogfen PDF yw’r ffeil, er bod ei henw’n dweud CSV.
    .fix = Anfonwch y tabl ei hun, wedi’i gadw fel “CSV UTF-8 (comma delimited)”, nid argraffiad ohono.
reading-s-is-html = Tudalen we yw’r ffeil, er bod ei henw’n dweud CSV.
    .fix = Os cafodd ei lawrlwytho, mewngofnodwch a’i lawrlwytho eto; os rhaglen a’i gwnaeth, cadwch hi fel “CSV UTF-8 (comma delimited)”.
reading-s-utf-16 = Mae’r ffeil yn edrych fel testun UTF-16, ond nid oes marc ar ei dechrau i ddweud hynny.
    .fix = Cadwch y ffeil fel “CSV UTF-8 (comma delimited)”, neu gofynnwch am ddatgan UTF-16 ar gyfer eich ffurflenni.
reading-s-not-workbook = Mae enw’r ffeil yn dweud llyfr gwaith, ond nid llyfr gwaith ydyw, neu mae wedi’i ddifrodi neu wedi’i gloi â chyfrinair.
    .fix = Agorwch hi yn Excel, tynnwch unrhyw gyfrinair, a’i chadw fel llyfr gwaith (.xlsx) eto.
reading-s-not-gzip = Mae enw’r ffeil yn dweud ei bod wedi’i phacio, ond nid yw, neu mae wedi’i difrodi.
    .fix = Paciwch y ffeil eto, neu anfonwch y ffeil CSV ei hun.
reading-s-too-large = Mae’r ffeil yn dadbacio i lawer mwy nag y gall ffurflen ei ddal.
    .fix = Gwiriwch beth a baciwyd. Mewn llyfr gwaith, dilëwch y rhesi a’r colofnau gwag islaw’r tabl ac wrth ei ochr.
reading-s-two-sheets = Mae colofnau’r ffurflen ar ddwy ddalen o’r llyfr gwaith, felly ni ellir dweud pa un a olygir.
    .fix = Gadewch un ohonynt yn y llyfr gwaith a’i anfon eto.
reading-s-too-wide = Mae gan y tabl fwy o golofnau nag unrhyw ffurflen.
    .fix = Dilëwch yr hyn sydd ymhell i’r dde o’r tabl.
reading-s-too-many-lines = Mae gan y ffeil fwy o linellau nag y gellir eu rhifo.
    .fix = Gwnewch yn siŵr mai’r ffeil gywir ydyw. Os felly, anfonwch hi fesul rhan.
reading-s-name = Mae nodau na ellir eu dangos yn enw’r ffeil, neu yn enw ei ffolder.
    .fix = Rhowch i’r ffeil ei henw plaen, er enghraifft placements.csv.
reading-s-no-header = Ni chafwyd rhes ag enwau colofnau’r ffurflen yn agos at frig y ffeil.
    .fix = Rhowch enwau colofnau’r ffurflen yn y rhes gyntaf. Maent yn y templed gwag.
reading-s-dialect = Nid yw’r ffeil wedi’i hysgrifennu fel y mae’r casgliad yn ei ddatgan ar gyfer ei hanfonwr, a gellid ei darllen fel arall.
    .fix = Cadwch hi fel o’r blaen. Os yw i aros fel y mae, newidiwch y datganiad: mae `trosolwg inspect` yn ysgrifennu un.
reading-s-second-table = O dan y rhesi mae pennawd arall ar gyfer y ffurflen hon, yn wahanol i’r cyntaf: ni ellir dweud pa dabl a olygir.
    .fix = Anfonwch un tabl ym mhob ffeil.
reading-s-missing-column = Mae colofn y mae’n rhaid i’r ffurflen ei chael ar goll.
    .fix = Ychwanegwch y golofn, dan ei henw yn y templed, a’i llenwi ar gyfer pob rhes.
reading-s-proposed = Mae colofn y mae’n rhaid i’r ffurflen ei chael yn cynnwys cynigion nad oes neb wedi’u cadarnhau.
    .fix = Cymharwch bob cynnig â’i res, cywirwch ef, a llenwch yr hyn sy’n wag. Yna rhowch ei henw ei hun i’r golofn, heb “proposed”, ac anfonwch y ffeil eto.
reading-s-duplicate-column = Mae gan ddwy golofn yr un enw, neu ddau enw ar yr un maes.
    .fix = Cadwch y golofn gywir a dileu’r llall.
reading-s-unknown-return = Ni ellir dweud pa ffurflen yw’r ffeil hon.
    .fix = Enwch y ffeil ar ôl y ffurflen, er enghraifft placements.csv.
reading-s-unknown-year = Ni ellir dweud ar gyfer pa flwyddyn adrodd y mae’r ffeil hon.
    .fix = Rhowch y ffeil yn ffolder ei blwyddyn, er enghraifft 2023-24, neu llenwch y golofn blwyddyn.
reading-s-unknown-submitter = Ni ellir dweud o ba awdurdod y daw’r ffeil hon.
    .fix = Rhowch y ffeil yn ffolder yr awdurdod, dan ei god neu ei enw.
reading-s-disagrees = Mae ffolder neu enw’r ffeil yn dweud un peth a’i cholofn blwyddyn neu awdurdod ei hun yn dweud peth arall.
    .fix = Symudwch y ffeil i’r ffolder cywir, neu cywirwch y golofn.
reading-s-not-a-file = Mae ffolder neu ddolen lle dylai ffeil fod.
    .fix = Rhowch y ffeil CSV ei hun yn ei lle.
reading-s-gate = Daliwyd cymaint o’r ffeil yn ôl fel y byddai’r gweddill yn camarwain.
    .fix = Cywirwch y rhesi a restrir, un camgymeriad wedi’i ailadrodd gan amlaf, ac anfon y ffurflen gyfan eto.
reading-s-band = Mae gan y ffeil lawer llai neu lawer mwy o resi na’r un ffurflen y flwyddyn flaenorol.
    .fix = Gwnewch yn siŵr bod y dyfyniad yn gyfan ac mai un flwyddyn sydd ynddo. Os yw’n gywir, dywedwch pam: gellir ei derbyn wedyn.
reading-s-not-carried-columns = Nid yw’r ffurflen a oedd yn sefyll yn sefyll mwyach: mae ei ffeil wedi mynd neu wedi’i gwrthod, a diffiniwyd ei cholofnau o’r newydd ers hynny.
    .fix = Anfonwch y ffurflen gyfan eto.
reading-s-not-carried-secret = Nid yw’r ffurflen a oedd yn sefyll yn sefyll mwyach: mae ei ffeil wedi mynd neu wedi’i gwrthod, ac allwedd arall sy’n disodli’r dynodwyr ers hynny.
    .fix = Anfonwch y ffurflen gyfan eto.
reading-s-explained-nothing = Ni cheir mwyach yr hyn y mae’r llinell hon o accepted.csv yn ei egluro.
    .fix = Tynnwch y llinell, oni bai bod y ffurflen eto i ddod.
reading-s-explained-expired = Roedd yr eglurhad ar y llinell hon o accepted.csv yn dal hyd at ddiwrnod sydd wedi mynd heibio.
    .fix = Edrychwch ar y rhesi eto: cywirwch hwy, neu eu derbyn hyd at ddiwrnod diweddarach.
reading-s-unreadable = Nid oedd modd agor y ffeil na’i darllen i’w diwedd.
    .fix = Gwnewch yn siŵr bod y ffeil yn gyflawn ac y ceir ei darllen, a’i hanfon eto.
reading-s-identifier = Nid oedd modd disodli dynodwyr pobl yn y ffeil yn ddiogel, felly ni chadwyd dim ohoni.
    .fix = Gwnewch yn siŵr mai dynodwyr yn unig sydd yng ngholofnau’r dynodwyr, ac anfon y ffeil eto.
reading-s-changed = Newidiodd y ffeil tra oedd yn cael ei darllen.
    .fix = Arhoswch nes bod y ffeil wedi’i chadw neu ei chopïo’n gyfan, a rhedeg eto.

## Darllen: cofnodion a ddelir yn ôl
reading-s-field-count = Mae gan y rhes fwy neu lai o gelloedd nag sydd o golofnau yn y pennawd.
    .fix = Chwiliwch am goma mewn cell nad yw rhwng dyfynodau, neu am gell sydd ar goll.
reading-s-quote-in-field = Mae dyfynnod yng nghanol cell nad yw rhwng dyfynodau.
    .fix = Rhowch y gell gyfan rhwng dyfynodau a dyblu’r un y tu mewn iddi, neu ei ddileu.
reading-s-text-after-quote = Mae testun ar ôl y dyfynnod sy’n cau cell.
    .fix = Caewch y dyfynodau ar ddiwedd y gell, a dyblu unrhyw rai y tu mewn iddi.
reading-s-open-quote = Agorwyd dyfynnod na chafodd ei gau.
    .fix = Caewch y dyfynodau ar ddiwedd y gell.
reading-s-nul = Mae’r nod NUL yn y rhes, ac nid yw’n rhan o unrhyw destun.
    .fix = Allforiwch y ffeil eto. Os digwydd eto, mae’r system sy’n ysgrifennu’r ffeil yn ei difrodi.
reading-s-control = Mae nodau rheoli yn y rhes, ac ni allant fod yn rhan o ffurflen.
    .fix = Dilëwch y nodau anweledig; mae teipio’r gell eto yn ddigon fel arfer.
reading-s-too-long = Mae’r rhes yn hirach nag y gall unrhyw res mewn ffurflen fod.
    .fix = Chwiliwch am ddyfynnod sy’n agor ar y rhes hon ac yn cau lawer o resi yn is.
reading-s-encoding = Mae beitiau yn y rhes nad ydynt yn destun yn amgodiad y ffeil.
    .fix = Cadwch y ffeil fel “CSV UTF-8 (comma delimited)” a’i hanfon eto.
reading-s-after-table = Mae’r rhes islaw’r tabl, ar ôl cyfanswm neu ran wag, ac nid yw’n rhan ohono.
    .fix = Os yw’r rhes yn rhan o’r ffurflen, symudwch hi i fyny i’r tabl; os nad yw, dilëwch hi.
reading-s-required = Mae cell y mae’n rhaid ei llenwi yn wag.
    .fix = Llenwch y gell. Os nad yw’r gwerth yn hysbys, defnyddiwch y cod am anhysbys neu heb ei nodi, lle mae un yn y rhestr.
reading-s-date = Nid dyddiad yw hwn.
    .fix = Ysgrifennwch y dyddiad fel 31/03/2024 neu 2024-03-31.
reading-s-integer = Nid rhif cyfan yw hwn.
    .fix = Ysgrifennwch y rhif mewn digidau, heb eiriau nac unedau.
reading-s-decimal = Nid rhif yw hwn.
    .fix = Ysgrifennwch y rhif mewn digidau, gydag atalnod llawn cyn y degolion.
reading-s-yes-no = Nid ie na nage yw hwn.
    .fix = Ysgrifennwch ie neu nage.
reading-s-code = Nid yw hwn yn god yn y rhestr ar gyfer y golofn hon, yn y naill iaith na’r llall.
    .fix = Dewiswch god neu label o’r rhestr yn y geiriadur data.
reading-s-id = Ni all hwn fod yn ddynodwr.
    .fix = Ysgrifennwch y dynodwr fel testun. Os yw’r rhaglen yn dangos 1.23E+15, fformatiwch y golofn fel testun a’i roi i mewn eto.
reading-s-excel-error = Mae gwall taenlen yn y gell, megis #REF! neu #N/A.
    .fix = Cywirwch y fformiwla, neu rhowch ei gwerth yn ei lle, cyn cadw fel CSV.
reading-s-year = Nid blwyddyn neu awdurdod y rhes yw’r rhai y mae’r ffeil hon ar eu cyfer.
    .fix = Symudwch y rhes i ffeil ei blwyddyn a’i hawdurdod ei hun, neu cywirwch y gell.

## Darllen: yr hyn y mae’n rhaid ei gadarnhau, a’r hyn sy’n werth ei wybod
reading-s-windows-1252 = Nid UTF-8 yw’r ffeil, felly fe’i darllenwyd fel Windows-1252. Ni ellir ysgrifennu llythrennau fel ŵ ac ŷ ynddo.
    .fix = Cadwch y ffeil fel “CSV UTF-8 (comma delimited)”, a gwirio enwau sydd ag ŵ neu ŷ ynddynt.
reading-s-unknown-column = Mae colofn yn y ffeil nad yw yn y ffurflen; fe’i gadawyd allan.
    .fix = Os yw’r golofn yn perthyn i’r ffurflen, rhowch iddi ei henw yn y templed; os nad yw, dilëwch hi.
reading-s-mixed-line-ends = Mae llinellau’r ffeil yn gorffen mewn ffyrdd gwahanol, fel sy’n digwydd pan gaiff ffeiliau eu cyfuno.
    .fix = Gwnewch yn siŵr nad oes dim ar goll nac yno ddwywaith, a chadw’r ffeil eto.
reading-s-near-code = Nid yw’r gell yn union yr un fath â chod neu label yn y rhestr; fe’i darllenwyd fel yr unig un sy’n agos.
    .fix = Gwnewch yn siŵr mai’r cod cywir a olygwyd, a’i ysgrifennu fel y mae yn y geiriadur data.
reading-s-invisible = Mae nodau anweledig mewn testun, megis bwlch heb led neu farc cyfeiriad ysgrifennu.
    .fix = Teipiwch y gell eto yn hytrach na’i chopïo o dudalen neu ddogfen.
reading-s-line-separator = Mae nod mewn testun y mae rhai rhaglenni’n dechrau llinell newydd wrtho. Darllenwyd y rhes fel un rhes.
    .fix = Rhowch fwlch neu doriad llinell cyffredin yn ei le.
reading-s-formula = Mae fformiwla taenlen mewn cell yn lle testun; fe’i cadwyd fel y mae.
    .fix = Rhowch werth y fformiwla yn ei lle cyn cadw fel CSV.
reading-s-month-first = Mae celloedd yn y golofn nad ydynt yn ddyddiadau oni bai mai’r mis a ddaw yn gyntaf. Gall dyddiadau eraill ynddi fod wedi’u darllen yn anghywir.
    .fix = Ysgrifennwch bob dyddiad yn y golofn â’r diwrnod yn gyntaf, neu fel 2024-03-31, ac anfonwch y ffurflen gyfan eto.
reading-s-mojibake = Mae llythrennau wedi’u llurgunio mewn enw, megis Ã´ yn lle ô.
    .fix = Allforiwch y ffurflen eto fel UTF-8. Peidiwch â chywiro’r llythrennau fesul un.
reading-s-repeated-header = Mae’r pennawd yn y ffeil fwy nag unwaith; ni chyfrifwyd y rhai diweddarach yn rhesi.
    .fix = Gwnewch yn siŵr nad yw ffeiliau wedi’u cyfuno ar ddamwain, a dileu’r penawdau a ailadroddir.
reading-s-totals = Mae rhesi cyfansymiau yn y ffeil. Fe’u hadnabuwyd ac ni chyfrifwyd hwy yn gofnodion.
    .fix = Nid oes angen gwneud dim. Gwell fyth yw eu gadael allan.
reading-s-nil = Mae gan y ffeil bennawd a dim rhesi: nid oes dim i’w adrodd.
    .fix = Nid oes angen gwneud dim, os yw hynny’n gywir.
reading-s-other-sheet = Mae dalen arall yn y llyfr gwaith, ac ni chafodd ei darllen.
    .fix = Nid oes angen gwneud dim, os yw’r ffurflen ar un ddalen.

# Yr hyn a olygwyd yn ôl pob tebyg: cod neu enw o’r rhestrau, ar ôl yr hyn sydd o’i le.
reading-suggestion = Mae’n debyg mai { $meant } a olygwyd.
reading-cascade = Nid yw’r rhes yn sefyll mwyach am fod rhes arall y mae’n dibynnu arni wedi’i dal yn ôl.
    .fix = Cywirwch y rhes arall yn gyntaf; yna darllenir hon eto.

# `check`, on a terminal.
check-line = llinell { $line }
check-line-last-year = llinell { $line } o ffeil y llynedd, { $file }
check-refused = Byddai'r ffeil gyfan yn cael ei gwrthod: { $reason }
check-explained = (esboniwyd)
check-more = … a { $count } arall
check-could-not-run = Ni ellid rhedeg { $rule }: { $reason }
check-total = Darllenwyd { $lines } o linellau: { $good } o resi'n dda, { $held } wedi'u dal yn ôl; ystyriwyd { $rules } o reolau.

# `explain`.
explain-counted = ({ $numerator } o { $denominator })
explain-summed = (cyfanswm o { $numerator } dros { $denominator })
explain-observed = (arsylwyd { $denominator })
explain-divided = ({ $numerator } i { $denominator })
explain-mean = cymedr { $value }
explain-median = canolrif { $value }
explain-p90 = 90fed canradd { $value }
explain-per = { $value } fesul { $per }
explain-unit-days = { $value } o ddiwrnodau
explain-unit-cases = { $value } o achosion
explain-unit-pounds = £{ $value }
explain-unit-kilometres = { $value } cilometr
explain-unit-nights = { $value } o nosweithiau
explain-unit-places = { $value } o leoedd
explain-unit-actions = { $value } o gamau gweithredu
explain-interval = cyfwng 95% { $lower } i { $upper }
explain-no-value = dim gwerth { $why }
explain-row-set = Rhesi: { $row_set }, sy’n cyfrif { $return }; mae --sql yn dangos y gosodiad
explain-among = Edrychir ar: { $sql }
explain-nationally = Ar gyfer y genedl hefyd: { $sql }
explain-where = Cyfrifir: { $sql }
explain-distinct = Cyfrifir pob un unwaith: { $sql }
explain-measure = Mesurir: { $sql }
explain-over = Rhennir â chyfanswm: { $sql }
explain-against = Rhennir â: { $title }, wedi’i luosi â { $per }; gweler trosolwg explain { $indicator }
explain-against-population = Rhennir â: pobl o dan 18 oed, wedi’i luosi â { $per }
explain-target = Targed: { $target }
explain-version = Fersiwn { $version } o’r diffiniad, ers { $since }
explain-plan = Sut y gwneir y rhesi, ar gyfer blwyddyn un anfonwr. Gwneir hyn unwaith ar gyfer y rhain i gyd: { $indicators }:
explain-coverage = Ffurflenni a ddaeth i law: { $in } o { $owed }.
explain-population = Maent yn cynnwys { $share }% o bobl o dan 18 oed.
explain-as_returned = O bopeth a ddaeth i law: { $value }
explain-carried_forward = Gyda ffurflenni cynharach yn lle’r rhai sydd ar goll: { $value }
explain-complete_only = O awdurdodau y daeth eu holl ffurflenni i law yn unig: { $value }
explain-change = Newid ers { $period }: { $change }
explain-funnel = O’i gymharu â { $nation }: { $position }
explain-funnel-adjusted = O’i gymharu â { $nation }, gan ganiatáu ar gyfer faint y mae awdurdodau’n amrywio beth bynnag: { $position }
explain-position-low_998 = islaw terfyn 99.8% siawns
explain-position-low_95 = islaw terfyn 95% siawns, ond nid y terfyn 99.8%
explain-position-inside = o fewn terfynau 95% siawns
explain-position-high_95 = uwchlaw terfyn 95% siawns, ond nid y terfyn 99.8%
explain-position-high_998 = uwchlaw terfyn 99.8% siawns
explain-quartiles = Gwerthoedd yr awdurdodau: mae chwarter islaw { $lower }, hanner islaw { $middle }, tri chwarter islaw { $upper }
explain-trend = Dros bum mlynedd: { $trend }
explain-trend-increasing = yn cynyddu
explain-trend-decreasing = yn gostwng
explain-trend-no_significant_change = dim newid arwyddocaol
explain-trend-cannot_be_calculated = ni ellir cyfrifo tuedd
explain-spc = Ymhlith y cyfnodau o’i fath: { $variation }
explain-spc-common_cause = amrywiad achos cyffredin
explain-spc-special_cause_improvement = amrywiad achos arbennig, gwelliant
explain-spc-special_cause_concern = amrywiad achos arbennig, pryder
explain-spc-special_cause_neutral_high = amrywiad achos arbennig, uchel
explain-spc-special_cause_neutral_low = amrywiad achos arbennig, isel
explain-from = O { $subjects } o wrthrychau, mewn { $lines } o linellau o { $files } o ffeiliau:
explain-from-part = Cyfrifir { $counting } o { $subjects } o wrthrychau, mewn { $lines } o linellau o { $files } o ffeiliau:
explain-lines = { $lines } o linellau
explain-subjects = { $subjects } o wrthrychau
explain-subjects-part = { $counting } o { $subjects } o wrthrychau
explain-held-back = { $count } wedi'u dal yn ôl ({ $reasons })
explain-held-beside = Wedi'u dal yn ôl o bopeth arall a ddarllenwyd:
explain-rows = Mae --rows yn rhestru ffeil a llinell pob un.
explain-linked = Gan gyfrif pob person unwaith: { $value } (at ddefnydd mewnol, nid i’w gyhoeddi)
explain-linked-way = { $way } ({ $confidence }), cofnodion wedi’u cysylltu: { $records } yma, { $all } i gyd
explain-linked-doubtful = Cofnodion heb eu cysylltu, am fod mwy nag un yn cyfateb: { $records } yma, { $all } i gyd
confidence-high = hyder uchel
confidence-moderate = hyder canolig
confidence-low = hyder isel

## Llyfr rheolau
book-heading = Llyfr rheolau
book-page-title = Llyfr rheolau: { $title }
book-description = { $title }: yr holl ffurflenni gyda’u meysydd, eu rhestrau codau a’u rheolau.
book-edition = Diffiniadau { $digest }
book-made-by = Gwnaed gan Trosolwg { $version } o’r diffiniadau yn unig: nid oes ynddo ddim o’r un ffurflen a anfonwyd.
book-draft-lead = Cyfieithiad drafft yw hwn: nid yw cyfieithydd wedi darllen holl Gymraeg y dudalen hon eto.
book-status-official = swyddogol
book-status-reviewed = adolygwyd
book-status-draft = drafft
book-status-stale = wedi dyddio: newidiodd y Saesneg ers ei gyfieithu
book-how = Sut i ddefnyddio’r llyfr hwn
book-how-send = Anfonwch bob ffurflen yn un ffeil, sef tabl ac iddo un rhes o benawdau: CSV (UTF-8) neu lyfr gwaith Excel. Mae’r penawdau, nodiadau a rhestrau dewis mewn ffurflen wag.
book-how-headers = Gall pennawd fod yn enw’r maes, ei deitl yn y naill iaith neu’r llall, neu un o’r penawdau eraill; nid oes gwahaniaeth am briflythrennau, acenion, bylchau ac atalnodau. Gall y colofnau fod mewn unrhyw drefn. Gadewir allan golofnau nad ydynt yn hysbys, a dywedir hynny wrth yr anfonwr.
book-how-numbers = Ysgrifennwch c am rif yr ydych yn ei atal. Gellir ysgrifennu cod fel y cod ei hun, ei label yn y naill iaith neu’r llall neu un o’i enwau eraill. Ysgrifennwch ddyddiad â’r diwrnod yn gyntaf, neu fel blwyddyn-mis-diwrnod.
book-how-rules = Mae rhes sy’n torri rheol y dywedir amdani y delir y rhes yn ôl yn cael ei chadw allan o’r ffigurau nes ei chywiro. Mae canfyddiadau eraill i’w cadarnhau, neu er gwybodaeth. Os na all rhes roi ateb i reol, am fod cell yn wag, nid yw’n ei phasio nac yn ei thorri.
book-how-sql = Dangosir pob rheol fel y’i rhedir, mewn SQL: yr hyn y mae’n rhaid iddo fod yn wir am bob rhes. :as_at yw diwrnod y rhediad, :data_to y diwrnod olaf y mae’r ffurflen yn ei gwmpasu, :year_start a :year_end ddau ben ei blwyddyn adrodd. Mae enw o flaen dot yn dweud ble mae colofn (prev: yn y flwyddyn flaenorol); colofn y rhes ei hun yw un heb enw o’r fath.
book-how-files = Yr un peth fel data, yn y ddwy iaith:
book-returns-caption = Yr holl ffurflenni
book-sent-by = Anfonir gan
book-sent-by-authority = Pob awdurdod lleol
book-sent-by-national = Yr arolygiaeth, dros y genedl
book-due-on = I’w hanfon erbyn
book-due = { $day } { $month } ar ôl diwedd y flwyddyn adrodd
book-never-due = Dim diwrnod penodol
book-key = Yr hyn sy’n adnabod rhes
book-nil = Dim i’w adrodd
book-nil-allowed = Anfonwch ffeil â’r penawdau a dim rhesi.
book-nil-refused = Gwrthodir ffeil heb resi.
book-gates = Yr hyn sy’n peri ei gwrthod yn gyfan
book-gate-held = Dal mwy na { $share }% o’i rhesi yn ôl.
book-gate-band = Llai na { $low }% neu fwy na { $high }% o resi’r flwyddyn flaenorol, lle’r oedd gan honno { $rows } neu fwy.
book-year-headers = Penawdau eraill y flwyddyn adrodd
book-ignored = Colofnau hysbys a adewir allan
book-fields = Meysydd
book-fields-caption = Meysydd y ffurflen “{ $title }”
book-derived = Ni chaiff ei anfon
book-rules = Rheolau
book-no-rules = Nid oes gan y ffurflen hon ei rheolau ei hun.
book-column-field = Maes
book-column-title = Teitl
book-column-holds = Yr hyn sydd ynddo
book-column-required = Gwag?
book-column-kept = Beth a ddaw ohono
book-column-aliases = Penawdau eraill
book-column-synonyms = Enwau eraill
book-column-group = Grŵp
book-column-valid = Dilys
book-column-severity = Yr hyn sy’n dilyn
book-column-says = Yr hyn a ddywedir
book-column-fix = Sut i’w gywiro
book-required = Rhaid ei lenwi
book-optional = Caiff fod yn wag
book-kind-id = Dynodydd: testun, gan gadw’r seroau blaen
book-kind-text = Testun
book-kind-code = Un cod o’r rhestr
book-kind-codes = Codau, wedi’u gwahanu â hanner colon, o’r rhestr
book-kind-date = Dyddiad
book-kind-integer = Rhif cyfan
book-kind-decimal = Rhif â dim mwy na { $scale } lle degol
book-kind-yes-no = Ie neu nage
book-kind-age = Oed mewn blynyddoedd cyfan, wedi’i gyfrifo o “{ $birth }” ar “{ $on }”
book-privacy-keep = Cedwir fel y mae
book-privacy-pseudonym = Rhoddir ffugenw yn ei le wrth ei ddarllen, un gwahanol ym mhob awdurdod
book-privacy-pseudonym-national = Rhoddir ffugenw yn ei le wrth ei ddarllen, yr un un ym mhob awdurdod
book-privacy-month = Dim ond y mis a gedwir
book-privacy-drop = Gwirir, ac ni chedwir
book-columns = Meysydd
book-applies = Lle y mae’n gymwys
book-belongs = Pa resi sy’n perthyn i res
book-must-be = Yr hyn y mae’n rhaid iddo fod yn wir
book-holds = Pryd y mae mewn grym
book-since = O { $year } ymlaen
book-until = Hyd { $year }
book-since-until = O { $from } hyd { $to }
book-examples = { $count ->
    [one] Fe’i profir gan un enghraifft.
   *[other] Fe’i profir gan { $number } o enghreifftiau.
 }
book-rows-previous = Mae’n edrych ar resi ffurflen yr un anfonwr am y flwyddyn flaenorol.
book-group = Mae’n edrych ar resi eraill y ffurflen hefyd.
book-table = Un amod ar y ffurflen gyfan ydyw.
book-given = Cyfrifir { $name } o’r lle hwn: { $where }.
book-unique = Ni chaiff dwy res o’r un ffurflen rannu’r un gwerthoedd yma: { $key }.
book-unique-end = O’r rhesi sy’n eu rhannu, yr un â’r “{ $end }” cynharaf sy’n sefyll (gwag yw’r olaf), ac yna’r un sydd uchaf yn y ffeil.
book-unique-first = O’r rhesi sy’n eu rhannu, yr un sydd uchaf yn y ffeil sy’n sefyll.
book-joined-exists = Rhaid cael rhes sy’n perthyn iddi yma: { $where }.
book-joined-none = Ni chaiff yr un rhes sy’n perthyn iddi fod yma: { $where }.
book-joined-every = Fe’i cymherir â phob rhes sy’n perthyn iddi yma: { $where }; lle nad oes yr un, ni ofynnir am ddim.
book-joined-together = Fe’i cymherir â’r holl resi sy’n perthyn iddi, gyda’i gilydd, yma: { $where }.
book-where-own = ffurflen “{ $title }” yr un anfonwr am y flwyddyn hon
book-where-own-previous = ffurflen “{ $title }” yr un anfonwr am y flwyddyn flaenorol
book-where-others = ffurflenni “{ $title }” pob anfonwr arall am y flwyddyn hon
book-where-others-previous = ffurflenni “{ $title }” pob anfonwr arall am y flwyddyn flaenorol
book-where-all = ffurflenni “{ $title }” pob anfonwr am y flwyddyn hon
book-where-all-previous = ffurflenni “{ $title }” pob anfonwr am y flwyddyn flaenorol
book-where-national = y ffurflen genedlaethol “{ $title }” am y flwyddyn hon
book-where-national-previous = y ffurflen genedlaethol “{ $title }” am y flwyddyn flaenorol
book-where-table = y tabl cyfeirio “{ $title }”
book-refuses-share = Os bydd mwy na { $share }% o’r rhesi sy’n rhoi ateb iddi yn ei thorri, gwrthodir y ffurflen gyfan.
book-refuses-rows = { $count ->
    [one] Os bydd mwy nag un rhes yn ei thorri, gwrthodir y ffurflen gyfan.
   *[other] Os bydd mwy na { $number } o resi yn ei thorri, gwrthodir y ffurflen gyfan.
 }
book-lists = Rhestrau codau
book-lists-lead = Y codau y caiff meysydd eu dal, gyda’u labeli a’r enwau eraill y’u darllenir wrthynt.
book-list-caption = Codau’r rhestr { $list }
book-used-by = Fe’i defnyddir gan { $fields }.
book-reading = Yr hyn y gellir ei ganfod wrth ddarllen ffeil
book-reading-lead = Canfyddir y rhain cyn unrhyw reol, mewn unrhyw ffurflen.
book-reading-caption = Canfyddiadau wrth ddarllen

## Ffurflenni gwag
template-sheet-notes = Nodiadau
template-sheet-lists = Rhestrau
template-notes-title = Sut i lenwi “{ $title }”
template-notes-fill = Llenwch un rhes ar gyfer pob cofnod ar y ddalen gyntaf, o dan y penawdau. Peidiwch â newid y penawdau na rhoi dim uwch eu pen.
template-notes-required = Rhaid llenwi colofnau â phennawd tywyll; caiff y rhai â phennawd golau fod yn wag.
template-notes-paste = Nid yw’r ddalen yn gwirio gwerthoedd a ludir. Gludwch hwy fel gwerthoedd, a gofynnwch am wirio’r ffeil cyn ei hanfon.
template-notes-send = Anfonwch y llyfr gwaith fel { $file }.xlsx, neu cadwch y ddalen gyntaf fel “CSV UTF-8 (comma delimited)” ac anfonwch { $file }.csv.
template-column = Colofn
template-choices = Dewisiadau ar gyfer “{ $field }”
template-lists-note = Rhestrau dewis y ddalen gyntaf. Peidiwch â’u newid: ni ddeellir geiriau eraill.
template-id = Teipiwch y dynodydd fel y mae yn eich system. Cedwir y seroau blaen.
template-date = Teipiwch ddyddiad, megis 31/03/2024.
template-date-wrong = Nid dyddiad yw hwn. Teipiwch ef fel 31/03/2024.
template-integer = Teipiwch rif cyfan, neu c os ydych yn ei atal.
template-integer-wrong = Nid rhif cyfan yw hwn. Teipiwch ddigidau yn unig, neu c os ydych yn ei atal.
template-decimal = Teipiwch rif, neu c os ydych yn ei atal.
template-decimal-wrong = Nid rhif yw hwn. Teipiwch ddigidau, ag atalnod llawn cyn y degolion, neu c os ydych yn ei atal.
template-yes-no = Dewiswch ie neu nage.
template-yes-no-wrong = Nid ie na nage yw hwn. Dewiswch o’r rhestr.
template-code = Dewiswch o’r rhestr.
template-code-wrong = Nid yw hwn ar y rhestr. Dewiswch ohoni.
template-codes = Dewiswch o’r rhestr, neu teipiwch sawl un o’i chofnodion, wedi’u gwahanu â hanner colon.
## Adborth i’r rhai sy’n anfon ffurflenni
feedback-heading = Adborth ar eich ffurflenni: { $who }
feedback-heading-unknown = Adborth ar ffeiliau na ellir dweud pwy a’u hanfonodd
feedback-heading-check = Beth i’w gywiro cyn anfon
feedback-description = { $title }, ar { $date }: beth i’w gywiro, ble a sut, a’r hyn a wiriwyd.
feedback-private = Ar gyfer y rhai a anfonodd y ffurflenni hyn. Nid i’w gyhoeddi: mae’n ymwneud â chofnodion am bobl.
feedback-draft-lead = Cyfieithiad drafft yw hwn: nid yw cyfieithydd wedi darllen holl Gymraeg y dudalen hon eto. Mae’r hyn a gafwyd yr un fath yn y ddwy iaith.
feedback-unreleased = Gwiriwyd yn unig: ni storiwyd ac nid anfonwyd dim
feedback-made-by = Gwnaed gan Trosolwg { $version }.
feedback-blank = (gwag)
feedback-summary = Yn fyr
feedback-lead-refused = { $count ->
    [one] Gwrthodir un ffeil yn gyfan: nid oes dim ohoni’n cyfrif nes iddi gael ei hanfon eto.
   *[other] Gwrthodir { $number } o ffeiliau yn gyfan: nid oes dim ohonynt yn cyfrif nes iddynt gael eu hanfon eto.
 }
feedback-lead-mend = { $count ->
    [one] Mae un peth i’w gywiro. Tan hynny delir ei res yn ôl, ac nid yw’n cyfrif.
   *[other] Mae { $number } o bethau i’w cywiro. Tan hynny delir eu rhesi yn ôl, ac nid ydynt yn cyfrif.
 }
feedback-lead-nothing = Nid oes dim i’w gywiro.
feedback-lead-confirm = { $count ->
    [one] Mae un peth i’w gadarnhau. Mae ei res yn cyfrif er hynny.
   *[other] Mae { $number } o bethau i’w cadarnhau. Mae eu rhesi’n cyfrif er hynny.
 }
feedback-returns-caption = Eich ffurflenni, a beth a ddaeth ohonynt
feedback-column-received = Derbyniwyd
feedback-received-unknown = Heb ddyddiad
feedback-received-late = { $date } (yn hwyr: roedd i ddod erbyn { $due })
feedback-column-mend = I’w cywiro
feedback-column-confirm = I’w cadarnhau
feedback-column-since = Ers y tro diwethaf
feedback-since = Newydd: { $new }. Yno o hyd: { $before }. Wedi’u cywiro: { $mended }. O’i gymharu â chyhoeddiad { $release }.
feedback-since-none = Dim ffeil gynharach
feedback-files = Ffeiliau cyfan
feedback-rules = Fesul rhes
feedback-fix = Beth i’w wneud:
feedback-count-file = { $count ->
    [one] Unwaith.
   *[other] { $number } o weithiau.
 }
feedback-count = { $count ->
    [one] Un rhes.
   *[other] { $number } o resi.
 }
feedback-count-new = { $count ->
    [one] Mae un ohonynt yn newydd.
   *[other] Mae { $number } ohonynt yn newydd.
 }
feedback-count-all-new = Newydd ers y tro diwethaf.
feedback-count-explained = { $count ->
    [one] Esboniwyd un.
   *[other] Esboniwyd { $number }.
 }
feedback-more = { $count ->
    [one] Mae un arall yn y rhestr o ganfyddiadau.
   *[other] Mae { $number } arall yn y rhestr o ganfyddiadau.
 }
feedback-examples = Rhesi cyntaf { $rule }
feedback-mended = Cafwyd y tro diwethaf, ond nid ydynt yno mwyach: { $rules }.
feedback-before = Yno o hyd
feedback-new = Newydd
feedback-explained = Esboniwyd
feedback-whole-file = Y ffeil gyfan
feedback-lines = { $count ->
    [one] Llinell { $lines }.
   *[other] Llinellau { $lines }.
 }
feedback-field-year = Blwyddyn
feedback-field-authority = Awdurdod
feedback-field-data_to = Yn gyflawn hyd
feedback-column-line = Llinell
feedback-line-last-year = { $line } o ffeil y llynedd, { $file }
feedback-column-where = Colofn
feedback-column-remark = Sylw
feedback-column-kind = Ei effaith
feedback-column-says = Beth sydd o’i le
feedback-findings = Canfyddiadau
feedback-findings-caption = Canfyddiadau, fesul llinell
feedback-findings-all = { $count ->
    [one] Rhestrir yr unig ganfyddiad yma.
   *[other] Rhestrir pob un o’r { $number } o ganfyddiadau yma.
 }
feedback-findings-first = Rhestrir y { $shown } cyntaf o { $all } o ganfyddiadau yma. Mae pob un ohonynt yn findings.csv.
feedback-checked = Yr hyn a wiriwyd
feedback-checked-lead = Pob rheol, a sawl rhes y’i hystyriwyd yn ei herbyn. Nid yw rheol yn gymwys i res lle nad yw’n gofyn dim ganddi, ac ni ellir ei gwerthuso lle mae cell y mae ei hangen arni yn wag. Nid yw rheol na ellid ei rhedeg wedi canfod dim, nac wedi pasio dim.
feedback-checked-caption = { $count ->
    [one] { $return }: rheolau a ystyriwyd yn erbyn un cyflwyniad
   *[other] { $return }: rheolau a ystyriwyd yn erbyn { $count } o gyflwyniadau
 }
feedback-column-rule = Beth sydd o’i le pan fydd yn methu
feedback-column-evaluated = Rhesi a werthuswyd
feedback-column-passed = Pasiodd
feedback-column-failed = Methodd
feedback-column-not-applicable = Nid yw’n gymwys
feedback-column-not-evaluated = Heb ei gwerthuso
feedback-column-could-not = Ni ellid ei rhedeg
could-not-missing = Mae angen { $what }, nad yw wedi dod i law.
could-not-year = Mae angen y flwyddyn adrodd, nad yw’n hysbys.
could-not-submitter = Mae angen gwybod pwy anfonodd y ffurflen, ac nid yw hynny’n hysbys.
could-not-fault = Methiant: rhowch wybod amdano, os gwelwch yn dda.
could-not-return-of = { $return } ({ $who })
could-not-return-of-many = { $return } ({ $count } o anfonwyr)
feedback-downloads = Rhestrau i weithio trwyddynt
feedback-download-xlsx = Y canfyddiadau fel llyfr gwaith (XLSX)
feedback-download-csv = Pob canfyddiad fel rhestr (CSV)
feedback-download-rules = Pa reolau a redodd ar ba gyflwyniad (CSV)
feedback-sheet-cover = Clawr
feedback-sheet-mend = I’w gywiro
feedback-sheet-findings = Canfyddiadau
feedback-sheet-checked = Yr hyn a wiriwyd
feedback-sheets = Dalennau: { $mend } (fesul rheol), { $findings } (fesul llinell), { $checked } (yr hyn a wnaeth pob rheol o bob cyflwyniad).
feedback-column-number = Nifer
feedback-column-new = Newydd
feedback-column-explained = Esboniwyd
feedback-column-means = Beth sydd o’i le
feedback-column-fix = Beth i’w wneud
feedback-column-lines = Llinellau cyntaf
feedback-list-return = Ffurflen
feedback-list-year = Blwyddyn
feedback-list-submitter = Anfonwyd gan
feedback-list-file = Ffeil
feedback-list-line = Llinell
feedback-list-column = Maes
feedback-list-letter = Colofn
feedback-list-cell = Cell
feedback-list-rule = Cod
feedback-list-severity = Difrifoldeb
feedback-list-values = Gwerthoedd
feedback-list-suggests = Yr hyn a olygwyd, mae’n debyg
feedback-list-explained = Esboniwyd
feedback-list-since-last = Ers y tro diwethaf
feedback-list-title = Teitl y maes
feedback-list-says = Beth sydd o’i le
feedback-list-fix = Beth i’w wneud

## Adroddiadau arolygiadau
inspection-report-read = { $count } o ganfyddiadau yn { $file } ({ $encoding }), arolygiad o { $authority }: { $programme }
inspection-report-question = Cwestiwn { $question }, llinell { $line }: { $counts }
inspection-report-count = { $kind } { $count }
inspection-report-proposed = Geiriau allweddol sy’n cynnig themâu, ac nid oes neb wedi’u cadarnhau: maent yn y golofn { $column }. Cymharwch bob un â’i chanfyddiad, cywirwch hi, llenwch yr hyn sy’n wag, ac ailenwch y golofn yn { $field }. Tan hynny gwrthodir y ffeil.
inspection-report-proposal = llinell { $line }, cwestiwn { $question }, { $kind } { $number }: { $themes }
inspection-report-theme = { $theme } ({ $keywords })
inspection-report-no-theme = dim thema wedi’i chynnig
inspection-report-none-proposed = Nifer y canfyddiadau heb thema wedi’i chynnig: { $count }.
inspection-report-year-alone = Mae’r dyddiad cyhoeddi’n wag: mae llinell { $line } yn rhoi’r flwyddyn { $year }, ac nid dyddiad yw hynny. Rhowch ef gyda --published.
inspection-report-no-date = Mae’r dyddiad cyhoeddi’n wag: nid yw’r testun yn ei roi. Rhowch ef gyda --published.
inspection-report-months-alone = Mae dyddiau’r gwaith maes yn wag: mae llinell { $line } yn rhoi misoedd heb ddyddiau.
inspection-report-no-fieldwork = Mae dyddiau’r gwaith maes yn wag: nid yw’r testun yn eu rhoi.
inspection-report-furniture = Nifer y rhifau tudalen a’r penawdau tudalen a adawyd allan: { $count }.
inspection-report-left-out = Nifer y llinellau a adawyd allan, gan nad yw’r pennawd uwch eu pen yn bennawd canfyddiadau: { $count } (llinell { $lines }).
inspection-report-joined = Nifer y llinellau sy’n dilyn llinell wag ac yn dechrau fel brawddeg: { $count } (llinell { $lines }). Fe’u cymerwyd fel rhan o’r canfyddiad o’u blaen; gwiriwch nad canfyddiadau ar eu pen eu hunain ydynt.
inspection-report-one-sided = Nid oes gan gwestiwn { $question } ganfyddiadau o dan y pennawd hwn: { $kind }.
inspection-report-not-text = nid testun yw hwn: cadwch yr adroddiad fel testun plaen, mewn UTF-8 neu Windows-1252
inspection-report-not-these-questions = nid oes gan yr adroddiad gwestiynau 1 i { $questions }, pob un unwaith, mewn trefn a chyda chanfyddiadau; dyma a gafwyd: { $found }
inspection-report-nothing-found = dim cwestiwn
inspection-report-no-authority = nid yw teitl yr adroddiad yn enwi awdurdod: rhowch ef gyda --authority
inspection-report-authorities = mae teitl yr adroddiad yn enwi sawl awdurdod ({ $authorities }): rhowch yr un cywir gyda --authority
inspection-report-no-programme = nid yw teitl yr adroddiad yn dweud beth oedd enw’r arolygiad: rhowch ef gyda --programme
