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
period-range = { $from } – { $to }
quarter-alone = Ch{ $quarter }

## Geiriau
yes = Ie
no = Nage
list-and = { $first }, { $last }
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
unit-event = Nifer
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
place-with-value-of-shown = { $place } ({ $value }, o’r { $shown } a ddangosir)

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
describe-lines = Siart llinell ar gyfer { $place }, { $from } – { $to }.
describe-line-alone = Mae’n dechrau ar { $first } ({ $first-period }) ac yn gorffen ar { $last } ({ $last-period }); y gwerth uchaf yw { $highest } ({ $highest-period }) a’r isaf { $lowest } ({ $lowest-period }).
describe-line = { $name }: { $first } ({ $first-period }) a { $last } ({ $last-period }), uchaf { $highest } ({ $highest-period }), isaf { $lowest } ({ $lowest-period }).
describe-bars = Siart bar o { $bars } o werthoedd ar gyfer { $period }, o’r uchaf i’r isaf.
describe-bars-ends = Yr uchaf yw { $longest }, sef { $most }; yr isaf yw { $shortest }, sef { $least }.
describe-bar-alone = { $name }: { $value }.
describe-bars-reference = Mae llinell doredig yn dangos { $reference }.

## Tablau
places-regions = Rhanbarthau
places-authorities = Awdurdodau lleol
table-nation-only = Nid oes modd dangos ffigurau islaw lefel { $nation }, rhag i neb gael ei adnabod.
table-column-complete-only = { $title }: atelir pob ffigur islaw lefel { $nation }.
table-column-never = { $title }: ni ddangosir hyn byth islaw lefel { $nation }.
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
page-description = { $title }: ffigurau ar gyfer { $nation } ar { $date }, gyda’u diffiniadau a pha mor sicr yr ydym ohonynt.
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
column-below = Islaw lefel { $nation }
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
internal-persons = Pobl, gan gyfrif pob un unwaith, ar gyfer { $nation }
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
explain-unit-pounds = { $value }
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
explain-funnel = O’i gymharu â ffigur { $nation }: { $position }
explain-funnel-adjusted = O’i gymharu â ffigur { $nation }, gan ganiatáu ar gyfer faint y mae awdurdodau’n amrywio beth bynnag: { $position }
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

## Places, claims and the Welsh of names and numbers

# Around the name of a place of which no form with its preposition is stored: after “ardal” no letter of it changes.
place-in = yn ardal { $place }

## pages
authority-title = { $place }: { $title }, { $date }
authority-description = Ffigurau cyhoeddedig am wasanaethau plant { $within } ar { $date }, ochr yn ochr â rhai’r rhanbarth a rhai { $nation }, ynghyd â’r hyn y maent yn seiliedig arno.
authority-region = Rhanbarth: { $region }
authority-way = Tudalennau eraill
authority-way-foot = Tudalennau eraill, eto
authority-overview = Trosolwg cenedlaethol
authority-previous = O’i flaen yn nhrefn yr wyddor:
authority-next = Ar ei ôl yn nhrefn yr wyddor:
authority-summary = Beth sy’n sefyll allan
authority-summary-lead = Dim ond ffigurau cyhoeddedig a ystyrir yma.
authority-caption = { $chapter }: { $place }, ei ranbarth a lefel { $nation }
authority-figure-note = o’r trosolwg cenedlaethol, gan amlygu’r awdurdod hwn
authority-none = Nid oes unrhyw ffigur ar gyfer yr awdurdod hwn yn cael ei gyhoeddi.
authority-method = Yn y trosolwg yr eglurir sut y caiff ffigurau eu diffinio, eu diogelu a’u gwirio, ac yno hefyd y mae’r data y tu ôl iddynt:
title-in-period = { $title }, { $period }
points = { $number } pwynt
column-latest = Diweddaraf
column-year-before = Y flwyddyn flaenorol
column-change = Newid
column-position = Safle yn y twndis
column-why = Pam
position-low-998 = Islaw’r terfyn 99.8%
position-low-95 = Islaw’r terfyn 95%
position-inside = O fewn y terfynau
position-high-95 = Uwchlaw’r terfyn 95%
position-high-998 = Uwchlaw’r terfyn 99.8%
stands-low-998 = { $title }, { $period }: { $value }; { $nation }: { $national }. Islaw terfyn 99.8% y twndis: prin y byddai siawns yn unig yn egluro hyn.
stands-low-95 = { $title }, { $period }: { $value }; { $nation }: { $national }. Islaw terfyn 95% y twndis: anaml y byddai siawns yn unig yn egluro hyn.
stands-high-95 = { $title }, { $period }: { $value }; { $nation }: { $national }. Uwchlaw terfyn 95% y twndis: anaml y byddai siawns yn unig yn egluro hyn.
stands-high-998 = { $title }, { $period }: { $value }; { $nation }: { $national }. Uwchlaw terfyn 99.8% y twndis: prin y byddai siawns yn unig yn egluro hyn.
stands-change = { $title }: { $before } yn { $earlier }, { $value } yn { $period }; { $change }.
stands-nothing = Nid oes unrhyw ffigur cyhoeddedig y tu allan i derfynau ei dwndis, ac nid oes yr un wedi newid ers y flwyddyn flaenorol o fwy nag y byddai siawns yn ei egluro.
stands-none-shown = Nid oes modd dangos unrhyw ffigur ar gyfer yr awdurdod hwn, felly nid oes modd dweud beth sy’n sefyll allan.
headline-beside = { $place }: { $value }
stands-caution = Bydd un ffigur o bob ugain y tu allan i’r terfynau 95% drwy siawns yn unig, ac nid yw’r terfynau na newid yn dweud beth sy’n dda neu’n ddrwg: maent yn dangos ble mae’n werth gofyn cwestiwn.
withheld = Beth sy’n cael ei ddal yn ôl, a pham
withheld-lead = Caiff y ffigurau hyn eu cyfrif ar gyfer y trosolwg, neu byddent yn cael eu cyfrif, ond ni chânt eu dangos ar gyfer yr awdurdod hwn.
withheld-nothing = Mae pob ffigur y mae’r trosolwg yn ei ddangos ar gyfer awdurdodau lleol yn cael ei ddangos ar gyfer yr un hwn.
withheld-caption = Ffigurau nad ydynt yn cael eu dangos
withheld-nation-only = Dim ond ar lefel { $nation } y caiff ei gyfrif.
withheld-never-below = Byth yn cael ei gyhoeddi islaw lefel { $nation }, fel na ellir adnabod neb.
withheld-all = Wedi’i ddal yn ôl ar gyfer pob awdurdod lleol, fel na ellir adnabod neb.
sent = Beth ddaeth i law, a beth ddigwyddodd iddo
sent-all = { $count ->
   *[other] Ar gyfer { $year } mae pob un o’r ffurflenni sy’n ddyledus wedi dod i law (cyfanswm: { $number }; yn hwyr: { $late }).
}
sent-some = { $count ->
   *[other] Ar gyfer { $year } nid yw pob un o’r ffurflenni sy’n ddyledus wedi dod i law (wedi dod i law: { $in } o { $number }; yn hwyr: { $late }).
}
sent-missing = Ar goll: { $what }.
sent-nothing-owed = Nid oes ffurflen yn ddyledus gan yr awdurdod hwn.
sent-caption = Ffurflenni sy’n ddyledus ac a ddaeth i law, yn ôl blwyddyn
aspect-before = Cyn gofal
aspect-in = Mewn gofal
aspect-after = Ar ôl gofal
aspect-all = Cyn gofal, mewn gofal ac ar ôl gofal
authorities = Awdurdodau lleol
authorities-lead = Tudalen ar gyfer pob awdurdod: ei ffigurau ochr yn ochr â rhai ei ranbarth a rhai { $nation }, ei safle, a’r hyn a anfonodd.
choose = Amlygu awdurdod
choose-nobody = Dim un
choose-page = Ei dudalen ei hun
provenance-commit = Fersiwn cod y rhaglen
# Datganiadau a ddyfynnir mewn mannau eraill
claims = Datganiadau a ddyfynnir mewn mannau eraill
claims-lead = Yr hyn y mae eraill wedi’i ddyfynnu o’r ffigurau hyn, ac a yw’r cyhoeddiad hwn yn dal i’w gefnogi.
claims-caption = Datganiadau a ddyfynnir mewn mannau eraill, o’u cymharu â’r cyhoeddiad hwn
claims-remark = Cymherir datganiad â’r ffigur y mae’r cyhoeddiad hwn yn ei argraffu. Lle mae niferoedd pobl wedi’u talgrynnu, caiff ei gefnogi gan bob rhif y gallai talgrynnu fod wedi’i symud yno; lle mae’r ffigur yn cael ei atal, ni ddywedir dim amdano.
column-statement = Datganiad
column-said-in = Lle y’i dywedwyd
column-claimed = Yr hyn a ddywedir
column-found = Y cyhoeddiad hwn
column-verdict = Casgliad
claim-supported = Yn cael ei gefnogi
claim-unsupported = Heb ei gefnogi mwyach
claim-untold = Nid oes modd dweud
claim-source = { $source } ({ $date })
data-claim = dynodydd
data-statement = datganiad
data-source = ffynhonnell
data-said = dywedwyd
data-number = pa_rif
data-claimed = rhif_y_datganiad
data-tolerance = goddefiant
data-found = rhif_y_cyhoeddiad
data-verdict = casgliad

# Dyddiadau, chwarteri a threfnolion, yn ôl CLDR 48
month-short-1 = Ion
month-short-2 = Chwef
month-short-3 = Maw
month-short-4 = Ebr
month-short-5 = Mai
month-short-6 = Meh
month-short-7 = Gorff
month-short-8 = Awst
month-short-9 = Medi
month-short-10 = Hyd
month-short-11 = Tach
month-short-12 = Rhag
weekday-1 = Dydd Llun
weekday-2 = Dydd Mawrth
weekday-3 = Dydd Mercher
weekday-4 = Dydd Iau
weekday-5 = Dydd Gwener
weekday-6 = Dydd Sadwrn
weekday-7 = Dydd Sul
date-full = { $weekday }, { $date }
date-short = { $day }/{ $month }/{ $year }
quarter-name = { NUMBER($quarter, type: "ordinal") ->
    [one] chwarter { $quarter }af
    [two] { $quarter }il chwarter
   *[few] { $quarter }ydd chwarter
 }
# Dilynir y rhif ei hun lle nad yw’r dosbarth yn ddigon: 7fed ond 11eg, 15fed ond 16eg.
ordinal = { $count ->
    [1] { $count }af
    [2] { $count }il
    [3] { $count }ydd
    [4] { $count }ydd
    [5] { $count }ed
    [6] { $count }ed
    [7] { $count }fed
    [8] { $count }fed
    [9] { $count }fed
    [10] { $count }fed
    [11] { $count }eg
    [12] { $count }fed
    [13] { $count }eg
    [14] { $count }eg
    [15] { $count }fed
    [16] { $count }eg
    [17] { $count }eg
    [18] { $count }fed
    [19] { $count }eg
    [20] { $count }fed
   *[other] { $count }ain
 }

# Pethau a gyfrifir: cedwir pob ffurf, gyda’i threiglad, wrth ei rhif.
counted-years = { $count ->
    [1] { $number } flwyddyn
    [2] { $number } flynedd
    [3] { $number } blynedd
    [4] { $number } blynedd
    [5] { $number } mlynedd
    [6] { $number } blynedd
    [7] { $number } mlynedd
    [8] { $number } mlynedd
    [9] { $number } mlynedd
    [10] { $number } mlynedd
    [12] { $number } mlynedd
    [15] { $number } mlynedd
    [18] { $number } mlynedd
    [20] { $number } mlynedd
    [50] { $number } mlynedd
    [100] { $number } mlynedd
   *[other] { $number } o flynyddoedd
 }
counted-months = { $count ->
    [2] { $number } fis
   *[other] { $number } mis
 }
# Benywaidd yw wythnos, ac nid yw’n treiglo.
counted-weeks = { $count ->
    [0] { $number } wythnos
   *[other] { $number } wythnos
 }
counted-days = { $count ->
    [2] { $number } ddiwrnod
   *[other] { $number } diwrnod
 }
counted-children = { $count ->
    [1] { $number } plentyn
    [2] { $number } blentyn
    [3] { $number } phlentyn
    [4] { $number } plentyn
    [5] { $number } plentyn
    [6] { $number } phlentyn
    [7] { $number } plentyn
    [8] { $number } plentyn
    [9] { $number } plentyn
    [10] { $number } plentyn
   *[other] { $number } o blant
 }
counted-services = { $count ->
    [1] { $number } gwasanaeth
    [2] { $number } wasanaeth
    [3] { $number } gwasanaeth
    [4] { $number } gwasanaeth
    [5] { $number } gwasanaeth
    [6] { $number } gwasanaeth
    [7] { $number } gwasanaeth
    [8] { $number } gwasanaeth
    [9] { $number } gwasanaeth
    [10] { $number } gwasanaeth
   *[other] { $number } o wasanaethau
 }
counted-authorities = { $count ->
    [1] { $number } awdurdod
    [2] { $number } awdurdod
    [3] { $number } awdurdod
    [4] { $number } awdurdod
    [5] { $number } awdurdod
    [6] { $number } awdurdod
    [7] { $number } awdurdod
    [8] { $number } awdurdod
    [9] { $number } awdurdod
    [10] { $number } awdurdod
   *[other] { $number } o awdurdodau
 }
counted-concerns = { $count ->
    [1] { $number } pryder
    [2] { $number } bryder
    [3] { $number } phryder
    [4] { $number } pryder
    [5] { $number } pryder
    [6] { $number } phryder
    [7] { $number } pryder
    [8] { $number } pryder
    [9] { $number } pryder
    [10] { $number } pryder
   *[other] { $number } o bryderon
 }
counted-returns = { $count ->
    [1] { $number } ffurflen
    [2] { $number } ffurflen
    [3] { $number } ffurflen
    [4] { $number } ffurflen
    [5] { $number } ffurflen
    [6] { $number } ffurflen
    [7] { $number } ffurflen
    [8] { $number } ffurflen
    [9] { $number } ffurflen
    [10] { $number } ffurflen
   *[other] { $number } o ffurflenni
 }
download-claims = Y datganiadau, a’r hyn y mae’r cyhoeddiad hwn yn ei ddweud amdanynt (CSV)
data-place-code = cod_lle
data-claimed-out-of = allan_o_yn_y_datganiad
data-found-out-of = allan_o_yn_y_cyhoeddiad
## Yr hyn a ddywed testun am ffigur ochr yn ochr ag eraill
change-same = Tua’r un fath â’r ffigur ar gyfer { $period }.
change-noun-same = prin ddim newid
change-verb-same = wedi aros tua’r un fath
compare-above = yn uwch nag un { $nation } ({ $value })
compare-below = yn is nag un { $nation } ({ $value })
compare-level = yr un fath ag un { $nation } ({ $value })
compare-withheld = heb gymhariaeth y gellir ei dangos ag un { $nation } { $code }
outside-all = { $count ->
    [0] dim un o’r { $whole } awdurdod
   *[other] { $number } o’r { $whole } awdurdod
 }
outside-shown = { $count ->
    [0] dim un o’r { $whole } awdurdod y dangosir eu ffigurau
   *[other] { $number } o’r { $whole } awdurdod y dangosir eu ffigurau
 }
outside-withheld = nifer o awdurdodau nad oes modd ei ddangos { $code }
category-withheld = dim un y gellir ei enwi { $code }
## charts1: funnels, charts of a process over time, and how values lie
funnel-upper-998 = Terfyn uchaf 99.8%
funnel-upper-95 = Terfyn uchaf 95%
funnel-lower-95 = Terfyn isaf 95%
funnel-lower-998 = Terfyn isaf 99.8%
funnel-inside = O fewn y terfynau 95%
funnel-beyond-95 = Y tu hwnt i’r terfynau 95%
funnel-beyond-998 = Y tu hwnt i’r terfynau 99.8%
funnel-size-population = Pobl dan 18 oed
funnel-size-whole = O blith faint ({ $unit })
funnel-reading = O fewn y terfynau 95%, gall awdurdod fod yn wahanol i ffigur { $place } drwy siawns yn unig; y tu hwnt i’r terfynau 99.8%, mae siawns yn rheswm annhebygol iawn. Mae’r terfynau ymhellach oddi wrth ei gilydd lle caiff llai eu cyfrif. Fe’u cyfrifir o’r niferoedd fel y’u cyhoeddir.
funnel-adjusted = Mae’r terfynau’n caniatáu i awdurdodau fod yn fwy gwahanol i’w gilydd nag y byddai siawns yn ei egluro.
funnel-partial = Pwyntiau gwag: nid yw pob ffurflen wedi dod i law, felly ni ellir cymharu’r gwerthoedd hyn â’r lleill. Daeth ffurflenni i law gan: { $what }.
describe-funnel = Siart twndis ar gyfer { $period }: gwerth pob awdurdod lleol yn ôl faint y mae o’u plith, rhwng terfynau o amgylch { $reference }.
describe-funnel-high-998 = Uwchlaw’r terfyn uchaf 99.8%: { $what }.
describe-funnel-high-95 = Uwchlaw’r terfyn uchaf 95%, ond nid y terfyn 99.8%: { $what }.
describe-funnel-low-95 = Islaw’r terfyn isaf 95%, ond nid y terfyn 99.8%: { $what }.
describe-funnel-low-998 = Islaw’r terfyn isaf 99.8%: { $what }.
describe-funnel-inside = Awdurdodau o fewn y terfynau 95%: { $number }.
xmr-upper = Terfyn uchaf { $value }
xmr-mean = Cymedr { $value }
xmr-lower = Terfyn isaf { $value }
xmr-ordinary = Amrywiad arferol
xmr-improvement = Gwelliant
xmr-concern = Pryder
xmr-unusual = Anarferol, heb fod yn well nac yn waeth
xmr-reading = Mae gwerthoedd rhwng y terfynau toredig yn amrywio fel y mae’r gyfres hon fel arfer; mae gwerth sy’n torri un o’r rheolau isod yn annhebygol o fod yn siawns.
xmr-none = Nid oes yr un gwerth yn torri’r rheolau sy’n gwahaniaethu rhwng yr anarferol a siawns.
xmr-few = Mae llai na { $fewest } o werthoedd yn dilyn ei gilydd heb fwlch, felly ni ellir cyfrifo terfynau’r hyn sy’n arferol.
xmr-flag = { $when }: { $rule }.
xmr-flag-improvement = { $when }: { $rule } (gwelliant).
xmr-flag-concern = { $when }: { $rule } (pryder).
xmr-rule-above-limit = uwchlaw’r terfyn uchaf
xmr-rule-below-limit = islaw’r terfyn isaf
xmr-rule-rising = rhan o gynnydd o saith gwerth yn olynol
xmr-rule-falling = rhan o ostyngiad o saith gwerth yn olynol
xmr-rule-near-upper = ymhlith dau o dri gwerth yn olynol sy’n agos at y terfyn uchaf
xmr-rule-near-lower = ymhlith dau o dri gwerth yn olynol sy’n agos at y terfyn isaf
xmr-rule-shift-up = rhan o saith gwerth neu fwy yn olynol uwchlaw’r cymedr
xmr-rule-shift-down = rhan o saith gwerth neu fwy yn olynol islaw’r cymedr
describe-xmr = Y cymedr yw { $mean }; mae’r hyn sy’n arferol rhwng { $lower } a { $upper }.
range-median = Canolrif (mae hanner yn is)
range-mean = Cymedr
range-p90 = 90fed canradd (mae naw o bob deg yn is)
range-reading = Mae’r llinellau toredig yn dangos y gwerthoedd ar gyfer { $place }.
range-of = { $name }. { $said }
describe-ranges = Ar gyfer { $period }, mae llinell ar gyfer pob lle yn arwain o un gwerth i’r llall. Y cyntaf yw: { $middle }. Yr ail yw: { $upper }.
describe-ranges-place = { $name }: { $middle } a { $upper }.
describe-ranges-highest = Yr awdurdod â’r gwerth cyntaf uchaf yw { $name }: { $middle } a { $upper }.
describe-ranges-lowest = Yr awdurdod â’r gwerth cyntaf isaf yw { $name }: { $middle } a { $upper }.
describe-bands = Siart bar ar gyfer { $period }, yn eu trefn: { $what }. Y mwyaf yw { $most }.
## Siartiau cyfrannau a siartiau llawer o leoedd
chart-part-not-shown = Heb eu dangos yn llawn: { $what }.
chart-partial = Nid yw pob ffurflen wedi dod i law ar gyfer y rhain, felly ni ellir eu cymharu â’r lleill: { $what }.
chart-rest = Pob un arall
chart-rest-left-out = Wedi’u gadael allan, am nad oes modd dangos pob un ohonynt: { $what }.
chart-every-one = pob un { $codes }
chart-fewer-than = Llai na { $number }
chart-line-authority = Yr awdurdod
chart-panel-not-shown = Heb ei ddangos { $code }
chart-columns-left-out = Wedi’u gadael allan o ddiffyg lle: { $what }.
legend-range = { $from } hyd { $to }
legend-of = { $range } ({ $places })
legend-authorities = { $count ->
    [one] 1 awdurdod
   *[other] { $number } awdurdod
 }
legend-lowest = Gwerthoedd isaf y golofn
legend-highest = Gwerthoedd uchaf y golofn
describe-shares-periods = Barrau cyfrannau, un ar gyfer pob cyfnod, { $from } – { $to }, wedi’u rhannu’n: { $parts }.
describe-shares-places = Barrau cyfrannau, un ar gyfer pob lle, { $period }, wedi’u rhannu’n: { $parts }.
describe-panels = Siartiau llinell bach, un ar gyfer pob awdurdod a phob un ar yr un echelin, { $from } – { $to }.
describe-panel = { $name }: { $first } ar y dechrau a { $last } ar y diwedd.
describe-last-values = Gwerth olaf pob awdurdod
describe-tiles = Map teils ar gyfer { $period }: hecsagon yn fras lle mae pob awdurdod, gyda gwerth ar gyfer { $places }.
describe-cells = Tabl wedi’i liwio ar gyfer { $period }, gydag awdurdod ym mhob rhes. Ei golofnau: { $columns }.
describe-ends = Y gwerth uchaf yw { $highest } ({ $most }); yr isaf yw { $lowest } ({ $least }).
describe-ends-of = { $of }: yr uchaf yw { $highest } ({ $most }); yr isaf yw { $lowest } ({ $least }).
describe-equal = { $value } yw pob gwerth ({ $who }).
describe-equal-of = { $of }: { $value } yw pob gwerth ({ $who }).
describe-and-more = { $first } a { $number } arall
## The workbook
workbook-file = Pob tabl, a data pob siart, mewn un llyfr gwaith (XLSX)
workbook-title = { $title }, { $date }: tablau a data’r siartiau
workbook-cover = Clawr
workbook-contents = Cynnwys
workbook-notes = Nodiadau
workbook-one-table = Mae un tabl ar y daflen waith hon.
workbook-chart = { $number }: { $title } (data’r siart)
workbook-notes-here = Defnyddir nodiadau ar y daflen waith hon: ceir eu hystyr ar y daflen waith { $notes }.
workbook-shorthand-here = Llaw-fer a ddefnyddir ar y daflen waith hon: { $list }.
workbook-source = Ffynhonnell: { $title }, cyhoeddiad { $release }, ar { $date }.
workbook-column-worksheet = Taflen waith
workbook-column-title = Teitl
workbook-column-note = Nodyn neu law-fer
workbook-column-notes = Nodiadau
workbook-noted = { $column }: { $notes }
workbook-no-notes = Dim
workbook-note-coverage = Yn seiliedig ar ffurflenni { $coverage } yn unig, ac ni ellir ei gymharu â ffigurau sy’n seiliedig ar bob un ohonynt.
workbook-level = Lefel
workbook-level-nation = Gwlad
workbook-level-region = Rhanbarth
workbook-level-authority = Awdurdod lleol
workbook-level-health-board = Bwrdd iechyd
workbook-category = Categori
workbook-unit = Uned
workbook-value = Gwerth
workbook-lower = { $column }: terfyn isaf
workbook-upper = { $column }: terfyn uchaf
workbook-per-cent = { $column } (canran)
workbook-table-size = Nifer y rhesi: { $rows }. Nifer y colofnau: { $columns }.
workbook-draft-lead = Cyfieithiad drafft yw hwn: nid yw cyfieithydd wedi darllen holl Gymraeg y llyfr gwaith hwn eto. Yr un ffigurau sydd yn y ddwy iaith.
workbook-about = Mae pob tabl o’r trosolwg, a data pob siart, ar daflen waith ar wahân, yn nhrefn y dudalen.
workbook-how-to-find = Ar y daflen waith { $contents } rhestrir y taflenni gwaith, gyda dolenni. Ar y daflen waith { $notes } ceir ystyr y nodiadau a’r llaw-fer.
workbook-how-numbers = Mae’r rhifau wedi’u talgrynnu fel ar y dudalen. Rhifau allan o 100 yw’r canrannau, o dan bennawd sy’n dweud hynny.
workbook-how-withheld = Lle na ddangosir rhif, mae llaw-fer mewn bachau petryal yn dweud pam. Fe’i hesbonnir uwchben pob tabl.
workbook-how-definitions = Ar y dudalen y mae diffiniad pob ffigur, sut y caiff pobl eu diogelu, a pha ffurflenni sydd wedi dod i law.
workbook-made-from = Crynodeb digidol o bopeth y gwnaed y llyfr gwaith ohono: { $inputs }
## data: figures for programs

tidy-figures = Pob ffigur a gyhoeddir
tidy-about = Pob ffigur o’r trosolwg cenedlaethol a gyhoeddir, fel yr oedd ar { $date } (cyhoeddiad { $release }). Un rhes yw un ffigur; diogelir niferoedd bach, ac mae cell yn wag lle nad oes rhif neu lle mae wedi’i atal: mae’r codau nodiadau yn dweud pam. Mae codau’n sefyll dros ddangosyddion, lleoedd a chategorïau; mae’r tablau gerllaw yn dweud beth yw eu hystyr ym mhob iaith.
tidy-indicators = Beth yw’r dangosyddion
tidy-places = Beth yw’r lleoedd
tidy-categories = Beth yw’r categorïau
tidy-note-codes = Ystyr y codau nodiadau
tidy-column-in-language = { $column } ({ $language })
tidy-column-mark = Marc
    .about = Mae’n dweud nad yw’r rhes i’w chyhoeddi.
tidy-column-indicator = Dangosydd
    .about = Cod yr hyn a fesurir.
tidy-column-version = Fersiwn y diffiniad
    .about = Mae diffiniad sy’n newid yn cael y rhif nesaf, gan ddechrau gydag 1.
tidy-column-basis = Sail
    .about = O bwy: mae headline yn cyfrif pob person unwaith ym mhob awdurdod; mae linked yn cyfrif pob person unwaith ar lefel { $nation }, ac ni chaiff byth ei gyhoeddi.
tidy-column-kind = Math o rif
    .about = Nifer (count), cyfran (proportion), cyfradd (rate), cymhareb (ratio), cymedr (mean), canolrif (median), nawfed degradd (p90) neu swm (sum).
tidy-column-unit = Uned
    .about = Uned y gwerth a’i derfynau: yr hyn a gyfrifir, canran, am bob hyn a hyn o bobl, diwrnodau ac ati.
tidy-column-period = Cyfnod
    .about = Blwyddyn o 1 Ebrill i 31 Mawrth (2023-24), chwarter ohoni (2023-24 Q1) neu fis calendr (2024-03).
tidy-column-period_kind = Math o gyfnod
    .about = Blwyddyn (year), chwarter (quarter) neu fis (month).
tidy-column-as_at = Fel yr oedd ar
    .about = Y diwrnod y cyfrifir arno, neu hyd ato.
tidy-column-geography_level = Math o le
    .about = Y genedl (nation), rhanbarth (region), bwrdd iechyd (health_board) neu awdurdod lleol (authority).
tidy-column-geography = Lle
    .about = Cod swyddogol y lle, naw nod; ar gyfer rhanbarth, cod y casgliad ei hun.
tidy-column-breakdown = Dadansoddiad
    .about = Yn ôl beth y rhennir y ffigur; gwag ar gyfer cyfanswm.
tidy-column-category = Categori
    .about = Cod y categori; gwag ar gyfer cyfanswm, not_given lle na ddywedwyd.
tidy-column-numerator = Y nifer a gyfrifwyd
    .about = Yr hyn a gyfrifwyd, wedi’i dalgrynnu lle cyfrifir pobl.
tidy-column-denominator = O faint
    .about = O faint y mae; gwag ar gyfer niferoedd, cymedrau a chanolrifau.
tidy-column-value = Gwerth
    .about = Y ffigur ei hun, yn ei uned.
tidy-column-lower = Terfyn isaf (95%)
    .about = Pen isaf y cyfwng 95%, lle mae un.
tidy-column-upper = Terfyn uchaf (95%)
    .about = Pen uchaf y cyfwng 95%, lle mae un.
tidy-column-compared_with = Cymharwyd â
    .about = Y cyfnod flwyddyn ynghynt y cymherir ag ef.
tidy-column-change = Newid
    .about = Y gwahaniaeth ers y cyfnod hwnnw, yn uned y gwerth; pwyntiau canran ar gyfer cyfrannau.
tidy-column-change_pct = Newid mewn canran
    .about = Y gwahaniaeth yn ganran o’r gwerth cynharach; gwag ar gyfer cyfrannau.
tidy-column-coverage_in = Ffurflenni a ddaeth i law
    .about = Faint o’r rhai sydd i fod i anfon y ffurflenni y tu ôl i’r ffigur sydd wedi’u hanfon.
tidy-column-coverage_owed = Ffurflenni sy’n ddyledus
    .about = Faint sydd i fod i’w hanfon.
tidy-column-coverage_population = Cyfran y plant a gwmpesir
    .about = Y gyfran, mewn canran, o bobl y lle o dan 18 oed sy’n byw lle mae’r ffurflenni wedi dod i law.
tidy-column-note_codes = Codau nodiadau
    .about = Pam mae rhif yn wag neu i’w ddarllen yn ofalus, gyda choma rhwng y codau.
tidy-column-chapter = Pennod
tidy-column-counts = Yr hyn a gyfrifir
tidy-column-better = Beth sydd orau
tidy-column-status = Statws y diffiniad
tidy-column-source = Mesurau swyddogol y mae’n eu dilyn
tidy-column-aspect = Cyn gofal, mewn gofal neu ar ôl gofal
tidy-column-title = Teitl
tidy-column-definition = Diffiniad
tidy-column-region = Rhanbarth
tidy-column-health_board = Bwrdd iechyd
tidy-column-name = Enw
tidy-column-note_code = Cod nodyn
tidy-column-meaning = Ystyr
tidy-column-use = Defnydd
statswales-title-by = { $chapter }: { $breakdown }
statswales-summary = { $title }: ffigurau ar gyfer { $nation } a’i rhanbarthau, ei byrddau iechyd a’i hawdurdodau lleol, cyn belled ag y’u cyhoeddir, ar gyfer blynyddoedd o 1 Ebrill i 31 Mawrth.
statswales-collection = O “{ $title }”: ffurflenni awdurdodau lleol a chofrestrau’r arolygiaeth, fel yr oeddent ar { $date } (cyhoeddiad { $release }).
statswales-quality = Mae’r ffigurau’n seiliedig ar y ffurflenni sydd wedi dod i law; cyhoeddir wrth ochr pob ffigur yn figures.csv faint sy’n ddyledus, a pha gyfran o’r plant y maent yn ei chwmpasu. Mae gan werth gwag god nodyn sy’n dweud pam: c lle gallai ddangos pwy yw rhywun, x lle na ddaeth dim i law, z lle nad oes dim i rannu ag ef.
statswales-rounded = Caiff niferoedd pobl eu talgrynnu i luosrifau o { $bases }, i fyny neu i lawr, fel bod symiau’n aros yn symiau; cyfrifir canrannau a chyfraddau o’r niferoedd sydd wedi’u talgrynnu.
statswales-not-rounded = Nid yw’r ffigurau wedi’u talgrynnu.
statswales-yearly = Blynyddol
statswales-region = { $name } (rhanbarth)
statswales-version = { $title } (diffiniad { $version })
statswales-measure-value = { $title }
statswales-measure-numerator = { $title }: y nifer a gyfrifwyd
statswales-measure-denominator = { $title }: o faint
statswales-measure-lower = { $title }: terfyn isaf (95%)
statswales-measure-upper = { $title }: terfyn uchaf (95%)
tidy-link-csv = Pob ffigur, un ym mhob rhes (CSV)
tidy-link-parquet = Pob ffigur, un ym mhob rhes (Parquet)
tidy-link-metadata = Ystyr y colofnau (metadata CSVW)
value-with-period = { $value } ({ $period })

# Yr hyn sy’n cyfrif yn rhif lle na chaiff testunau’r adroddiad ddal yr un, er ei fod mewn llythrennau.
number-words = dau ddau dwy ddwy tri dri thri tair dair thair pedwar bedwar phedwar pedair bedair phedair pum bum phum pump bump phump chwe chwech saith wyth naw deg ddeg deng ddeng deuddeg ddeuddeg pymtheg bymtheg deunaw ddeunaw ugain hugain cant gant chant cannoedd gannoedd mil fil miloedd filoedd miliwn filiwn dwsin ddwsin hanner dwywaith ddwywaith teirgwaith deirgwaith dyblu ddyblu haneru
## The overview as PDF
download-pdf = Y dudalen hon fel dogfen PDF wedi’i thagio

## Revisions

revisions = Diwygiadau
revisions-lead = Caiff ffigur ei ddiwygio pan fydd ffurflenni’n cyrraedd neu’n cael eu cywiro ar ôl iddo gael ei gyhoeddi gyntaf. Bydd wedyn yn dwyn nod diwygio lle bynnag y mae. Cedwir yr hyn a argraffwyd mewn cyhoeddiadau cynharach, a chaiff pob cyhoeddiad ei wirio ynghyd â nhw, fel na ellir cyfrifo unrhyw rif cudd o newid.
revisions-none = Nid oes unrhyw ffigur yn y trosolwg hwn wedi’i ddiwygio.
revisions-caption = Dangosyddion â ffigurau a ddiwygiwyd
column-revised-periods = Ffigurau cenedlaethol ar gyfer
column-revised-figures = Ffigurau a ddiwygiwyd i gyd
