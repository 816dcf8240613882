# Fixed text of pages, charts, data files and feedback, in English. ui.cy.ftl has the same keys and variables.
# `.fix` says how to mend what the message says is wrong. Numbers come written out; where a form depends on one, it is $count.

## Calendar
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date = { $day } { $month } { $year }
period-quarter = quarter { $quarter } of { $year }
period-month = { $month } { $year }
period-unknown = a period without figures
period-as-at = { $period }, as at { $date }
period-range = { $from } to { $to }
quarter-alone = Q{ $quarter }

## Words
yes = Yes
no = No
list-and = { $first } and { $last }
out-of = { $part } of { $whole }
submitter-national = National return
category-total = Total
category-not-given = Not given
unit-child = Number of children
unit-worker = Number of workers
unit-family = Number of families
unit-service = Number of services
unit-notice = Number
unit-authority = Number of authorities
unit-event = Number
unit-per-cent = Per cent
unit-per = Rate per { $per }
unit-cases = Cases
unit-changes = Changes
unit-days = Days
unit-households = Households
unit-kilometres = Kilometres
unit-nights = Nights
unit-places = Places
unit-pounds = Pounds
unit-ratio = Ratio
percentage-points = { $number } percentage points

## One figure
change-up = An increase of { $amount } since { $period }.
change-down = A decrease of { $amount } since { $period }.
change-level = No change since { $period }.
change-withheld = The change since { $period } cannot be shown { $code }.
change-none-to-compare = There is no earlier figure to compare it with.
change-noun-up = an increase of { $amount }
change-noun-down = a decrease of { $amount }
change-noun-level = no change
change-noun-withheld = a change that cannot be shown { $code }
change-verb-up = rose by { $amount }
change-verb-down = fell by { $amount }
change-verb-level = did not change
change-verb-withheld = changed by an amount that cannot be shown { $code }
interval-words = Allowing for natural variation, the underlying level is likely to be between { $lower } and { $upper } (95% confidence interval).
interval-withheld = Its confidence interval cannot be shown { $code }.
interval-none = A complete count: it has no confidence interval.
interval-range = { $lower } to { $upper }
coverage-authorities = Returns in: { $in } of { $owed } authorities.
coverage-population = Returns in: { $in } of { $owed } authorities, where { $share }% of people under 18 live.
coverage-national = From the national return: { $in } of { $owed } in.
coverage-phrase-all = all { $owed } authorities
coverage-phrase-some = { $in } of { $owed } authorities
coverage-phrase-register = the national return
value-with-coverage = { $value } ({ $coverage })
coverage-mark = [note { $number }]
coverage-note = { $mark } Rests on the returns of { $coverage } only, and cannot be compared with figures that rest on all of them.
coverage-note-all = Every figure here rests on the returns of { $coverage } only.
figure-withheld = a number that cannot be shown { $code }
place-withheld = no authority that can be named { $code }
place-with-value = { $place } ({ $value })
place-with-value-of-shown = { $place } ({ $value }, of { $shown } shown)

## Charts
chart-nothing = None of the figures of this chart can be shown.
chart-axis-cut = The vertical axis does not start at zero.
chart-whiskers = The thin lines are 95% confidence intervals: where they are long, the value is less certain.
chart-not-shown = Not shown: { $what }.
chart-partial-points = Hollow points and dashed lines: not all returns are in, so these values cannot be compared with the others. Returns are in from: { $what }.
chart-partial-bars = Hollow bars: not all returns are in, so these values cannot be compared with the others. Returns are in from: { $what }.
chart-no-authorities = Figures for authorities cannot be shown, so that nobody can be recognised.
chart-no-regions = Figures for regions cannot be shown, so that nobody can be recognised.
chart-noted = To be read with a note: { $what }.
chart-noted-all = every value { $codes }
describe-lines = Line chart for { $place }, from { $from } to { $to }.
describe-line-alone = It begins at { $first } in { $first-period } and ends at { $last } in { $last-period }; the highest value is { $highest } in { $highest-period } and the lowest { $lowest } in { $lowest-period }.
describe-line = { $name }: { $first } in { $first-period } and { $last } in { $last-period }, highest { $highest } in { $highest-period }, lowest { $lowest } in { $lowest-period }.
describe-bars = Bar chart of { $bars } values for { $period }, from the highest to the lowest.
describe-bars-ends = The highest is { $longest } with { $most }, the lowest { $shortest } with { $least }.
describe-bar-alone = { $name }: { $value }.
describe-bars-reference = A dashed line marks { $reference }.

## Tables
places-regions = Regions
places-authorities = Local authorities
table-nation-only = Figures below { $nation } cannot be shown, so that nobody can be recognised.
table-column-complete-only = { $title }: every figure below { $nation } is withheld.
table-column-never = { $title }: never shown below { $nation }.
table-never-apart = Types with so few services that one could be recognised are not printed apart: they are in the total.
table-intervals-in-data = Confidence intervals, and the numbers that the values are made from, are in the data file.
table-empty = There are no figures for this table.
column-place = Place
column-period = Period
column-numerator = Number
column-denominator = Out of
column-per-cent = Per cent
column-rate = Rate
column-interval = 95% confidence interval
column-of = { $title }: { $column }
column-rate-of = { $title } ({ $unit })

## Data files
data-indicator = indicator
data-title = indicator_title
data-version = definition_version
data-period = period
data-as-at = as_at
data-level = geography_level
data-code = geography_code
data-place = geography_name
data-breakdown = breakdown
data-category = category
data-category-title = category_title
data-unit = unit
data-numerator = numerator
data-denominator = denominator
data-value = value
data-lower = lower_95
data-upper = upper_95
data-notes = note_codes
data-coverage-in = returns_in
data-coverage-owed = returns_owed
data-note-meanings = note_meanings
data-mark = marking

## The page
language-name = English
page-description = { $title }: figures for { $nation } as at { $date }, with their definitions and how sure we are of them.
page-title = { $title }, { $date }
skip = Skip to the main content
switch-label = Language
switch-hint = Read this page in English
contents = Contents
as-at = As at { $date }
release = Release { $release }
# How far this file's own texts can be trusted: official, reviewed or draft; a draft is said to be one at the top of the page.
fixed-text-status = official
draft-lead = This is a draft translation: a translator has not yet read all the English on this page. The figures are the same in both languages.
draft-texts = Texts of the definitions on this page that are drafts: { $drafts } of { $all }.
draft-fixed = The fixed text around them is a draft too.
summary = Main points
summary-lead = Each figure comes with its change, how sure we are of it, and whose returns it rests on.
status-official = Official definition
status-adapted = Adapted from an official definition
status-proposed = Proposed here
figure-number = Figure { $number }
table-number = Table { $number }
download-csv = Data of { $what } (CSV)
download-svg = Picture of { $what } (SVG)
download-png = Picture of { $what } (PNG)
downloads = Download
in-words = { $what } in words
notes-here = Shorthand used here
table-region = { $what }, which can be scrolled
made-by = Made by Trosolwg { $version } from release { $release }.
top = Back to the top

## Coverage and quality
quality = Coverage and quality
quality-lead = Every line of every file that came in is accounted for. What breaks a rule is held back, kept and sent back to be mended; it is never guessed at.
returns-in = Which returns are in
returns-in-caption = Returns owed and received, by return and year
column-return = Return
column-year = Year
column-owed = Owed
column-received = In
column-late = Late
column-missing = Missing
none-missing = None
lines-account = What became of every line
lines-caption = Lines of the files that were read
column-lines = Lines
column-what = What became of them
lines-read = Read
lines-loaded = Loaded: they count in the figures
lines-held-back = Held back
lines-headers = Headers
lines-totals = Totals rows, which are not counted again
lines-blank = Blank
lines-preamble = Above a header
lines-footer = Below a table
lines-superseded = Replaced by a later file
lines-refused = In files that were refused
held-back = What was held back
held-back-none = Nothing was held back.
held-back-lead = { $count ->
    [one] One line is held back. It is not in the figures on this page until it is mended.
   *[other] { $number } lines are held back. They are not in the figures on this page until they are mended.
 }
held-back-caption = Lines held back, by return, reason and year
held-back-places = Lines held back, by who sent them
column-reason = Reason
column-code = Code
column-sender = Sent by
refused = Files that were refused
refused-none = No file was refused.
refused-lead = { $count ->
    [one] One file was refused whole. Where an earlier file stood, it still stands.
   *[other] { $number } files were refused whole. Where an earlier file stood, it still stands.
 }
refused-caption = Files refused, and why
column-file = File
unknown = Not known

## What stands from an earlier release, and what somebody let pass
carried = What stands from an earlier release
carried-lead = { $count ->
    [one] One return counts as an earlier release accepted it, because its file is gone or was refused since.
   *[other] { $number } returns count as an earlier release accepted them, because their files are gone or were refused since.
 }
carried-caption = Returns that stand from an earlier release
column-release = Release
overruled = Files that were let pass
overruled-lead = { $count ->
    [one] One file would have been refused by a check on the file as a whole. Somebody looked at it and accepted it.
   *[other] { $number } files would have been refused by a check on the file as a whole. Somebody looked at them and accepted them.
 }
overruled-caption = Files that were let pass, and the check that would have refused them

## Definitions
definitions = Definitions
definitions-lead = What each figure counts, and whether its definition is official, adapted from an official one, or proposed here.
definitions-caption = Indicators on this page
column-indicator = Indicator
column-definition = What it counts
column-status = Status
column-source = Follows
definition-version = version { $version }
source-none = No official measure

## Disclosure
disclosure = How people are protected
disclosure-lead = No figure on this page may tell anybody about one person. What is withheld stays withheld in every table, chart and data file.
kept-back = What is withheld whatever the numbers
disclosure-caption = How figures are protected, by what they count
column-counted = What is counted
column-withheld = Withheld
column-rounding = Rounding
column-below = Below { $nation }
counted-child = Children
counted-worker = Workers
counted-family = Families
counted-service = Services
counted-notice = Notices and concerns
counted-authority = Authorities
withheld-few = Percentages and rates out of fewer than { $least }, and whatever numbers from { $from } to { $to } could be worked out from
withheld-besides = What is never told by itself, and whatever it could be worked out from
withheld-never = Never
rounded-to = Counts go to the multiple of { $to } below or above them, so that tables add up; percentages and rates are made from rounded counts
rounded-never = Not rounded
below-always = Published
below-by-period = Years: { $year }; quarters: { $quarter }; months: { $month }
below-breakdowns = totals and breakdowns
below-totals = totals only
below-none = nothing
below-never = Not published
shorthand = Shorthand
shorthand-caption = What stands beside or in place of a figure
column-shorthand = Shorthand
column-meaning = Meaning
column-use = Use
note-b = Break in time series
    .use = There is a break in the data series that means that data before the break cannot be directly compared with data after the break
note-c = Confidential information
    .use = The data value has been suppressed for confidentiality purposes
note-e = Estimated
    .use = The data value is an estimated value
note-k = Low figure
    .use = The data value is a low figure that appears as a zero when rounded
note-p = Provisional
    .use = The data value is yet to be finalised, or is expected to be revised
note-r = Revised
    .use = The data value has been revised since it was first published
note-u = Low reliability
    .use = The data value is of low statistical quality
note-x = Not available
    .use = The data value is unavailable for unknown or other reasons
note-z = Not applicable
    .use = There is no possible data value for this combination of variables

## For the inspectorate alone
internal-mark = Not for publication
internal-meaning = For the inspectorate alone. What stands here beside the published figures is never published: do not copy it, pass it on or quote it.
internal-before = { $mark }: { $text }
internal-chapter = For the inspectorate alone
internal-indicators = Indicators that are never published
internal-persons = People, each counted once, for { $nation }
internal-persons-remark = Somebody who is known to two authorities counts once here, and once for each authority in published figures.

## Provenance
provenance = About this release
provenance-lead = The same returns, definitions and program give the same figures, to the last byte. Every figure can be traced to its definition and to the lines of the files it comes from.
provenance-release = Release
provenance-as-at = As at
provenance-version = Program
provenance-inputs = Digest of everything it is made from
provenance-definitions = Digest of the definitions
provenance-population = Population
population-vintage = Mid-year estimates of people under 18: { $years }
provenance-data = Data behind this page

## What becomes of a file
verdict-accepted = Accepted
verdict-accepted-with-errors = Accepted, with lines held back
verdict-refused = Refused
verdict-nil = Accepted: nothing to report
verdict-unchanged = Unchanged since the last release
verdict-carried = Carried over from the last release
verdict-superseded = Replaced by a later file
severity-fatal = The file is refused
severity-error = The row is held back
severity-warning = Please confirm
severity-info = For information

## Reading: files that are refused
reading-s-empty = The file is empty.
    .fix = Send the return again. If there is nothing to report, send the header row alone.
reading-s-not-csv = The file is not a CSV file: it looks like a workbook, an archive or another binary file.
    .fix = Open it in the program it was made with and save it as “CSV UTF-8 (comma delimited)”.
reading-s-is-workbook = The file is a workbook, though its name says CSV.
    .fix = Give it its own ending, .xlsx or .xlsm, or save the sheet as “CSV UTF-8 (comma delimited)”.
reading-s-is-zip = The file is a zip archive, though its name says CSV.
    .fix = Unpack it and send the CSV file that is in it.
reading-s-is-gzip = The file is packed with gzip, though its name says CSV.
    .fix = Give it the ending .csv.gz, or unpack it first.
reading-s-is-pdf = The file is a PDF document, though its name says CSV.
    .fix = Send the table itself, saved as “CSV UTF-8 (comma delimited)”, not a print of it.
reading-s-is-html = The file is a web page, though its name says CSV.
    .fix = If it was downloaded, sign in and download it again; if a program made it, save it as “CSV UTF-8 (comma delimited)”.
reading-s-utf-16 = The file looks like UTF-16 text, but has no mark at its beginning to say so.
    .fix = Save the file as “CSV UTF-8 (comma delimited)”, or have UTF-16 declared for your returns.
reading-s-not-workbook = The file is called a workbook, but it is none, is damaged, or is locked with a password.
    .fix = Open it in Excel, take off any password, and save it as a workbook (.xlsx) again.
reading-s-not-gzip = The file is called a packed file, but it is none, or is damaged.
    .fix = Pack the file again, or send the CSV file itself.
reading-s-too-large = The file unpacks to far more than a return can hold.
    .fix = Check what was packed. Of a workbook, delete the empty rows and columns below and beside the table.
reading-s-two-sheets = Two sheets of the workbook have the columns of the return, so it cannot be told which is meant.
    .fix = Leave one of them in the workbook and send it again.
reading-s-too-wide = The table has more columns than any return.
    .fix = Delete what stands far to the right of the table.
reading-s-too-many-lines = The file has more lines than can be numbered.
    .fix = Check that the file is the right one. If it is, send it in parts.
reading-s-name = The file’s name, or its folder’s, contains characters that cannot be shown.
    .fix = Give the file its plain name, for example placements.csv.
reading-s-no-header = No row with the return’s column names was found near the top of the file.
    .fix = Put the column names of the return in the first row. The blank template has them.
reading-s-dialect = The file is not written as the collection declares for its sender, and it could be read otherwise.
    .fix = Save it as before. If it is to stay as it is, change the declaration: `trosolwg inspect` writes one.
reading-s-second-table = Below the rows stands another header of this return, unlike the first: which table is meant cannot be told.
    .fix = Send one table in each file.
reading-s-missing-column = A column that the return must have is missing.
    .fix = Add the column, under its name in the template, and fill it in for every row.
reading-s-proposed = A column that the return must have holds proposals that nobody has confirmed.
    .fix = Hold each proposal against its row, mend it, and fill in what is blank. Then give the column its own name, without “proposed”, and send the file again.
reading-s-duplicate-column = Two columns have the same name, or two names for the same field.
    .fix = Keep the column that is right and delete the other.
reading-s-unknown-return = It cannot be told which return this file is.
    .fix = Name the file after the return, for example placements.csv.
reading-s-unknown-year = It cannot be told which reporting year this file is for.
    .fix = Put the file in the folder of its year, for example 2023-24, or fill in the year column.
reading-s-unknown-submitter = It cannot be told which authority this file comes from.
    .fix = Put the file in the authority’s folder, under its code or name.
reading-s-disagrees = The file’s folder or name says one thing and its own year or authority column another.
    .fix = Move the file to the right folder, or correct the column.
reading-s-not-a-file = There is a folder or a link where a file should be.
    .fix = Put the CSV file itself in its place.
reading-s-gate = So much of the file was held back that the rest would mislead.
    .fix = Mend the rows that are listed, most often one mistake repeated, and send the whole return again.
reading-s-band = The file has far fewer or far more rows than the same return of the year before.
    .fix = Make sure that the extract is whole and covers one year. If it is right, say why: it can then be let pass.
reading-s-not-carried-columns = The return that stood stands no longer: its file is gone or was refused, and its columns have been defined anew since.
    .fix = Send the whole return again.
reading-s-not-carried-secret = The return that stood stands no longer: its file is gone or was refused, and identifiers are replaced with another key since.
    .fix = Send the whole return again.
reading-s-explained-nothing = What this line of accepted.csv explains is not found any more.
    .fix = Take the line out, unless the return is still to come.
reading-s-explained-expired = The explanation on this line of accepted.csv held until a day that has passed.
    .fix = Look at the rows again: mend them, or accept them until a later day.
reading-s-unreadable = The file could not be opened or read to its end.
    .fix = Check that the file is complete and may be read, and send it again.
reading-s-identifier = Identifiers of people in the file could not be replaced safely, so nothing of it was kept.
    .fix = Check that the columns of identifiers hold identifiers only, and send the file again.
reading-s-changed = The file changed while it was being read.
    .fix = Wait until the file is saved or copied completely, and run again.

## Reading: records that are held back
reading-s-field-count = The row has more or fewer cells than the header has columns.
    .fix = Look for a comma inside a cell that is not in quotation marks, or for a missing cell.
reading-s-quote-in-field = There is a quotation mark in the middle of a cell that is not in quotation marks.
    .fix = Put the whole cell in quotation marks and double the one inside it, or delete it.
reading-s-text-after-quote = There is text after the quotation mark that closes a cell.
    .fix = Close the quotation marks at the end of the cell, and double any inside it.
reading-s-open-quote = A quotation mark is opened and never closed.
    .fix = Close the quotation marks at the end of the cell.
reading-s-nul = The row contains the character NUL, which is no part of any text.
    .fix = Export the file again. If it happens again, the system that writes the file damages it.
reading-s-control = The row contains control characters, which cannot be part of a return.
    .fix = Delete the invisible characters; typing the cell again usually does it.
reading-s-too-long = The row is longer than any row of a return can be.
    .fix = Look for a quotation mark that is opened on this row and closed many rows below.
reading-s-encoding = The row contains bytes that are not text in the file’s encoding.
    .fix = Save the file as “CSV UTF-8 (comma delimited)” and send it again.
reading-s-after-table = The row stands below the table, after a total or a blank part, and is not part of it.
    .fix = If the row is part of the return, move it up into the table; if not, delete it.
reading-s-required = A cell that must be filled in is blank.
    .fix = Fill in the cell. If the value is not known, use the code for not known or not stated, where the list has one.
reading-s-date = This is not a date.
    .fix = Write the date as 31/03/2024 or 2024-03-31.
reading-s-integer = This is not a whole number.
    .fix = Write the number in digits, without words or units.
reading-s-decimal = This is not a number.
    .fix = Write the number in digits, with a full stop before the decimals.
reading-s-yes-no = This is neither yes nor no.
    .fix = Write yes or no.
reading-s-code = This is not a code of the list for this column, in either language.
    .fix = Choose a code or a label from the list in the data dictionary.
reading-s-id = This cannot be an identifier.
    .fix = Write the identifier as text. If the program shows 1.23E+15, format the column as text and enter it again.
reading-s-excel-error = The cell contains a spreadsheet error, such as #REF! or #N/A.
    .fix = Correct the formula, or replace it with its value, before saving as CSV.
reading-s-year = The row’s year or authority is not the one this file is for.
    .fix = Move the row to the file of its own year and authority, or correct the cell.

## Reading: what must be confirmed, and what is worth knowing
reading-s-windows-1252 = The file is not UTF-8, so it was read as Windows-1252. Letters such as ŵ and ŷ cannot be written in it.
    .fix = Save the file as “CSV UTF-8 (comma delimited)”, and check names with ŵ or ŷ.
reading-s-unknown-column = The file has a column that the return does not; it was left out.
    .fix = If the column belongs to the return, give it its name in the template; if not, delete it.
reading-s-mixed-line-ends = The file’s lines end in different ways, as happens when files are joined.
    .fix = Check that nothing is missing or there twice, and save the file again.
reading-s-near-code = The cell is not quite a code or label of the list; it was read as the only one that is near.
    .fix = Check that the right code was meant, and write it as it stands in the data dictionary.
reading-s-invisible = A text contains characters that nobody sees, such as a zero-width space or a mark of writing direction.
    .fix = Type the cell again rather than copying it from a page or a document.
reading-s-line-separator = A text contains a character at which some programs begin a new line. The row was read as one row.
    .fix = Put an ordinary space or line break in its place.
reading-s-formula = A cell contains a spreadsheet’s formula in place of a text; it was kept as it stands.
    .fix = Replace the formula with its value before saving as CSV.
reading-s-month-first = The column has cells that are dates only if the month comes first. Other dates in it may have been read wrongly.
    .fix = Write every date of the column with the day first, or as 2024-03-31, and send the whole return again.
reading-s-mojibake = A name contains letters that have been garbled, such as Ã´ for ô.
    .fix = Export the return again as UTF-8. Do not correct the letters one by one.
reading-s-repeated-header = The header stands in the file more than once; the later ones were not counted as rows.
    .fix = Check that files have not been joined by mistake, and delete the repeated headers.
reading-s-totals = The file has totals rows. They were recognised and not counted as records.
    .fix = Nothing needs to be done. Leaving them out is better still.
reading-s-nil = The file has a header and no rows: there is nothing to report.
    .fix = Nothing needs to be done, if that is right.
reading-s-other-sheet = The workbook has another sheet, which was not read.
    .fix = Nothing needs to be done, if the return is on one sheet.

# What was probably meant: a code or name of the lists, behind what is wrong.
reading-suggestion = It looks like { $meant }.
reading-cascade = The row no longer holds because another row that it rests on is held back.
    .fix = Mend the other row first; this one will then be read again.

# `check`, on a terminal.
check-line = line { $line }
check-line-last-year = line { $line } of last year’s { $file }
check-refused = The whole file would be refused: { $reason }
check-explained = (explained)
check-more = … and { $count } more
check-could-not-run = { $rule } could not run: { $reason }
check-total = { $lines } lines read: { $good } rows good, { $held } held back; { $rules } rules looked at.

# `explain`.
explain-counted = ({ $numerator } of { $denominator })
explain-summed = (a sum of { $numerator } over { $denominator })
explain-observed = ({ $denominator } observed)
explain-divided = ({ $numerator } to { $denominator })
explain-mean = mean { $value }
explain-median = median { $value }
explain-p90 = 90th percentile { $value }
explain-per = { $value } per { $per }
explain-unit-days = { $value } days
explain-unit-cases = { $value } cases
explain-unit-pounds = { $value }
explain-unit-kilometres = { $value } kilometres
explain-unit-nights = { $value } nights
explain-unit-places = { $value } places
explain-unit-actions = { $value } actions
explain-interval = 95% interval { $lower } to { $upper }
explain-no-value = no value { $why }
explain-row-set = Rows: { $row_set }, which counts { $return }; --sql shows its statement
explain-among = Looked at: { $sql }
explain-nationally = For the nation besides: { $sql }
explain-where = Counted: { $sql }
explain-distinct = Each counted once: { $sql }
explain-measure = Measured: { $sql }
explain-over = Divided by the sum of: { $sql }
explain-against = Divided by: { $title }, times { $per }; see trosolwg explain { $indicator }
explain-against-population = Divided by: people under 18, times { $per }
explain-target = Target: { $target }
explain-version = Version { $version } of the definition, since { $since }
explain-plan = How the rows are made, for one submitter’s year. This is run once for all of { $indicators }:
explain-coverage = Returns in: { $in } of { $owed }.
explain-population = They cover { $share }% of people under 18.
explain-as_returned = Of whatever was returned: { $value }
explain-carried_forward = With earlier returns in place of those missing: { $value }
explain-complete_only = Of authorities alone that are in throughout: { $value }
explain-change = Change on { $period }: { $change }
explain-funnel = Against { $nation }: { $position }
explain-funnel-adjusted = Against { $nation }, allowing for how much authorities differ in any case: { $position }
explain-position-low_998 = below the 99.8% limit of chance
explain-position-low_95 = below the 95% limit of chance, not the 99.8% limit
explain-position-inside = within the 95% limits of chance
explain-position-high_95 = above the 95% limit of chance, not the 99.8% limit
explain-position-high_998 = above the 99.8% limit of chance
explain-quartiles = Authorities’ values: a quarter are below { $lower }, half below { $middle }, three quarters below { $upper }
explain-trend = Over five years: { $trend }
explain-trend-increasing = increasing
explain-trend-decreasing = decreasing
explain-trend-no_significant_change = no significant change
explain-trend-cannot_be_calculated = a trend cannot be calculated
explain-spc = Among the periods of its kind: { $variation }
explain-spc-common_cause = common cause variation
explain-spc-special_cause_improvement = special cause variation, an improvement
explain-spc-special_cause_concern = special cause variation, a concern
explain-spc-special_cause_neutral_high = special cause variation, high
explain-spc-special_cause_neutral_low = special cause variation, low
explain-from =
    From { $subjects } { $subjects ->
        [one] subject
       *[other] subjects
    } in { $lines } { $lines ->
        [one] line
       *[other] lines
    } of { $files } { $files ->
        [one] file
       *[other] files
    }:
explain-from-part =
    { $counting } count of { $subjects } { $subjects ->
        [one] subject
       *[other] subjects
    } in { $lines } { $lines ->
        [one] line
       *[other] lines
    } of { $files } { $files ->
        [one] file
       *[other] files
    }:
explain-lines =
    { $lines } { $lines ->
        [one] line
       *[other] lines
    }
explain-subjects =
    { $subjects } { $subjects ->
        [one] subject
       *[other] subjects
    }
explain-subjects-part =
    { $counting } of { $subjects } { $subjects ->
        [one] subject
       *[other] subjects
    }
explain-held-back = { $count } held back ({ $reasons })
explain-held-beside = Held back of what else was read:
explain-rows = --rows lists the file and line of each.
explain-linked = Counting each person once: { $value } (for internal use, not for publication)
explain-linked-way = { $way } ({ $confidence }), records linked: { $records } here, { $all } in all
explain-linked-doubtful = Records not linked, because more than one fits: { $records } here, { $all } in all
confidence-high = high confidence
confidence-moderate = moderate confidence
confidence-low = low confidence

## Rule book
book-heading = Rule book
book-page-title = Rule book: { $title }
book-description = { $title }: all returns with their fields, code lists and rules.
book-edition = Definitions { $digest }
book-made-by = Made by Trosolwg { $version } from the definitions alone: it holds nothing of any return.
book-draft-lead = This is a draft translation: a translator has not yet read all the English on this page.
book-status-official = official
book-status-reviewed = reviewed
book-status-draft = draft
book-status-stale = out of date: the English has changed since
book-how = How to use this book
book-how-send = Send each return as one file, a table with one row of headers: CSV (UTF-8) or an Excel workbook. A blank return has the headers, notes and drop-down lists.
book-how-headers = A header may be the name of the field, its title in either language, or one of the other headers; capitals, accents, spaces and punctuation do not matter. Columns may stand in any order. Columns that are not known are left out, and the sender is told.
book-how-numbers = Write c for a number that you withhold. A code may be written as the code, its label in either language or one of its other names. Write a date with the day first, or as year-month-day.
book-how-rules = A row that breaks a rule marked as held back is kept out of the figures until it is mended. Other findings are to be confirmed, or are for information. A rule to which a row gives no answer, because a cell is blank, is neither passed nor broken.
book-how-sql = Each rule is shown as it is run, in SQL: what must be true of every row. :as_at is the day of the run, :data_to the last day that the return covers, :year_start and :year_end the ends of its reporting year. A name before a dot says where a column stands (prev: in the year before); a column without one is the row’s own.
book-how-files = The same as data, in both languages:
book-returns-caption = All returns
book-sent-by = Sent by
book-sent-by-authority = Each local authority
book-sent-by-national = The inspectorate, for the nation
book-due-on = Due
book-due = { $day } { $month } after the end of the reporting year
book-never-due = Not due on a day
book-key = What identifies a row
book-nil = Nothing to report
book-nil-allowed = Send a file with the headers and no rows.
book-nil-refused = A file without rows is refused.
book-gates = What refuses it whole
book-gate-held = More than { $share }% of its rows held back.
book-gate-band = Fewer than { $low }% or more than { $high }% of the rows of the year before, where that had { $rows } or more.
book-year-headers = Other headers of the reporting year
book-ignored = Columns that are known and left out
book-fields = Fields
book-fields-caption = Fields of the return “{ $title }”
book-derived = Not sent
book-rules = Rules
book-no-rules = This return has no rules of its own.
book-column-field = Field
book-column-title = Title
book-column-holds = What it holds
book-column-required = Blank?
book-column-kept = What becomes of it
book-column-aliases = Other headers
book-column-synonyms = Other names
book-column-group = Group
book-column-valid = Valid
book-column-severity = What follows
book-column-says = What it says
book-column-fix = How to mend it
book-required = Must be filled in
book-optional = May be blank
book-kind-id = Identifier: text, leading zeros kept
book-kind-text = Text
book-kind-code = One code of the list
book-kind-codes = Codes, separated by semicolons, of the list
book-kind-date = Date
book-kind-integer = Whole number
book-kind-decimal = Number with at most { $scale } decimals
book-kind-yes-no = Yes or no
book-kind-age = Age in whole years, worked out from “{ $birth }” on “{ $on }”
book-privacy-keep = Kept as it is
book-privacy-pseudonym = Replaced by a pseudonym as it is read, of its own in each authority
book-privacy-pseudonym-national = Replaced by a pseudonym as it is read, the same in every authority
book-privacy-month = Only the month is kept
book-privacy-drop = Checked, and not kept
book-columns = Fields
book-applies = Where it applies
book-belongs = Which rows belong to a row
book-must-be = What must be true
book-holds = When it holds
book-since = From { $year }
book-until = Until { $year }
book-since-until = From { $from } to { $to }
book-examples = { $count ->
    [one] Proved by one example.
   *[other] Proved by { $number } examples.
 }
book-rows-previous = It looks at the rows of the same sender’s return of the year before.
book-group = It looks at the other rows of the return too.
book-table = It is one condition on the whole return.
book-given = { $name } is worked out from { $where }.
book-unique = No two rows of a return may have the same { $key }.
book-unique-end = Of rows that do, the one with the earliest “{ $end }” stands (blank counts as last), then the one that is highest in the file.
book-unique-first = Of rows that do, the one that is highest in the file stands.
book-joined-exists = A row that belongs to it must be found in { $where }.
book-joined-none = No row that belongs to it may be found in { $where }.
book-joined-every = It is held against each row that belongs to it in { $where }; where there is none, nothing is demanded.
book-joined-together = It is held against all rows that belong to it in { $where }, taken together.
book-where-own = the same sender’s return “{ $title }” of this year
book-where-own-previous = the same sender’s return “{ $title }” of the year before
book-where-others = all other senders’ returns “{ $title }” of this year
book-where-others-previous = all other senders’ returns “{ $title }” of the year before
book-where-all = all senders’ returns “{ $title }” of this year
book-where-all-previous = all senders’ returns “{ $title }” of the year before
book-where-national = the national return “{ $title }” of this year
book-where-national-previous = the national return “{ $title }” of the year before
book-where-table = the reference table “{ $title }”
book-refuses-share = If more than { $share }% of the rows to which it gives an answer break it, the whole return is refused.
book-refuses-rows = { $count ->
    [one] If more than one row breaks it, the whole return is refused.
   *[other] If more than { $number } rows break it, the whole return is refused.
 }
book-lists = Code lists
book-lists-lead = The codes that fields may hold, with their labels and the other names by which they are read.
book-list-caption = Codes of the list { $list }
book-used-by = Used by { $fields }.
book-reading = What reading a file may find
book-reading-lead = These are found before any rule, in any return.
book-reading-caption = Findings of reading

## Blank returns
template-sheet-notes = Notes
template-sheet-lists = Lists
template-notes-title = How to fill in “{ $title }”
template-notes-fill = Fill in one row for each record on the first sheet, below the headers. Do not change the headers or put anything above them.
template-notes-required = Columns with a dark header must be filled in; those with a light header may be blank.
template-notes-paste = Values that are pasted are not checked by the sheet. Paste them as values, and have the file checked before you send it.
template-notes-send = Send the workbook as { $file }.xlsx, or save the first sheet as “CSV UTF-8 (comma delimited)” and send { $file }.csv.
template-column = Column
template-choices = Choices for “{ $field }”
template-lists-note = The drop-down lists of the first sheet. Do not change them: other words are not understood.
template-id = Type the identifier as it stands in your system. Leading zeros are kept.
template-date = Type a date, such as 31/03/2024.
template-date-wrong = This is not a date. Type it as 31/03/2024.
template-integer = Type a whole number, or c where you withhold it.
template-integer-wrong = This is not a whole number. Type digits only, or c where you withhold it.
template-decimal = Type a number, or c where you withhold it.
template-decimal-wrong = This is not a number. Type digits, with a full stop before the decimals, or c where you withhold it.
template-yes-no = Choose yes or no.
template-yes-no-wrong = This is neither yes nor no. Choose from the list.
template-code = Choose from the list.
template-code-wrong = This is not on the list. Choose from it.
template-codes = Choose from the list, or type several of its entries, separated by semicolons.
## Feedback to those who send returns
feedback-heading = Feedback on your returns: { $who }
feedback-heading-unknown = Feedback on files whose sender cannot be told
feedback-heading-check = What to mend before you send
feedback-description = { $title }, as at { $date }: what to mend, where and how, and what was checked.
feedback-private = For those who sent these returns. Not for publication: it is about records of people.
feedback-draft-lead = This is a draft translation: a translator has not yet read all the English on this page. What is found is the same in both languages.
feedback-unreleased = Checked only: nothing was stored or sent
feedback-made-by = Made by Trosolwg { $version }.
feedback-blank = (blank)
feedback-summary = In short
feedback-lead-refused = { $count ->
    [one] One file is refused whole: nothing of it counts until it is sent again.
   *[other] { $number } files are refused whole: nothing of them counts until they are sent again.
 }
feedback-lead-mend = { $count ->
    [one] There is one thing to mend. Until then its row is held back, and does not count.
   *[other] There are { $number } things to mend. Until then their rows are held back, and do not count.
 }
feedback-lead-nothing = There is nothing to mend.
feedback-lead-confirm = { $count ->
    [one] There is one thing to confirm. Its row counts all the same.
   *[other] There are { $number } things to confirm. Their rows count all the same.
 }
feedback-returns-caption = Your returns, and what became of them
feedback-column-received = Received
feedback-received-unknown = Not dated
feedback-received-late = { $date } (late: it was due on { $due })
feedback-column-mend = To mend
feedback-column-confirm = To confirm
feedback-column-since = Since the last time
feedback-since = New: { $new }. Still there: { $before }. Mended: { $mended }. Compared with release { $release }.
feedback-since-none = No earlier file
feedback-files = Whole files
feedback-rules = Row by row
feedback-fix = What to do:
feedback-count-file = { $count ->
    [one] Once.
   *[other] { $number } times.
 }
feedback-count = { $count ->
    [one] One row.
   *[other] { $number } rows.
 }
feedback-count-new = { $count ->
    [one] One of them is new.
   *[other] { $number } of them are new.
 }
feedback-count-all-new = New since the last time.
feedback-count-explained = { $count ->
    [one] One has been explained.
   *[other] { $number } have been explained.
 }
feedback-more = { $count ->
    [one] One more is in the list of findings.
   *[other] { $number } more are in the list of findings.
 }
feedback-examples = The first rows of { $rule }
feedback-mended = Found the last time and there no more: { $rules }.
feedback-before = Still there
feedback-new = New
feedback-explained = Explained
feedback-whole-file = Whole file
feedback-lines = { $count ->
    [one] Line { $lines }.
   *[other] Lines { $lines }.
 }
feedback-field-year = Year
feedback-field-authority = Authority
feedback-field-data_to = Complete to
feedback-column-line = Line
feedback-line-last-year = { $line } of last year’s { $file }
feedback-column-where = Column
feedback-column-remark = Remark
feedback-column-kind = What it does
feedback-column-says = What is wrong
feedback-findings = Findings
feedback-findings-caption = Findings, line by line
feedback-findings-all = { $count ->
    [one] The only finding is listed here.
   *[other] All { $number } findings are listed here.
 }
feedback-findings-first = The first { $shown } of { $all } findings are listed here. findings.csv lists all of them.
feedback-checked = What was checked
feedback-checked-lead = Each rule, and how many rows it was held against. A rule does not apply to a row where it asks nothing of it, and cannot be evaluated where a cell it needs is blank. A rule that could not run has found nothing, and has passed nothing.
feedback-checked-caption = { $count ->
    [one] { $return }: rules held against one submission
   *[other] { $return }: rules held against { $count } submissions
 }
feedback-column-rule = What is wrong where it fails
feedback-column-evaluated = Rows evaluated
feedback-column-passed = Passed
feedback-column-failed = Failed
feedback-column-not-applicable = Does not apply
feedback-column-not-evaluated = Not evaluated
feedback-column-could-not = Could not run
could-not-missing = Needs { $what }, which is not in.
could-not-year = Needs the reporting year, which is not known.
could-not-submitter = Needs to know whose return this is, which is not known.
could-not-fault = Failed: please report this.
could-not-return-of = { $return } ({ $who })
could-not-return-of-many = { $return } ({ $count } senders)
feedback-downloads = Lists to work through
feedback-download-xlsx = The findings as a workbook (XLSX)
feedback-download-csv = Every finding as a list (CSV)
feedback-download-rules = Which rules ran on which submission (CSV)
feedback-sheet-cover = Cover
feedback-sheet-mend = To mend
feedback-sheet-findings = Findings
feedback-sheet-checked = What was checked
feedback-sheets = Sheets: { $mend } (rule by rule), { $findings } (line by line), { $checked } (what each rule made of each submission).
feedback-column-number = Number
feedback-column-new = New
feedback-column-explained = Explained
feedback-column-means = What is wrong
feedback-column-fix = What to do
feedback-column-lines = First lines
feedback-list-return = Return
feedback-list-year = Year
feedback-list-submitter = Sent by
feedback-list-file = File
feedback-list-line = Line
feedback-list-column = Field
feedback-list-letter = Column
feedback-list-cell = Cell
feedback-list-rule = Code
feedback-list-severity = Severity
feedback-list-values = Values
feedback-list-suggests = Probably meant
feedback-list-explained = Explained
feedback-list-since-last = Since the last time
feedback-list-title = Title of the field
feedback-list-says = What is wrong
feedback-list-fix = What to do

## Reports of inspections
inspection-report-read = { $count ->
    [one] 1 finding
   *[other] { $count } findings
    } in { $file } ({ $encoding }), an inspection of { $authority }: { $programme }
inspection-report-question = Question { $question }, line { $line }: { $counts }
inspection-report-count = { $kind } { $count }
inspection-report-proposed = Themes are proposed by keywords, and nobody has confirmed them: they stand in the column { $column }. Hold each against its finding, mend it, fill in what is blank, and rename the column to { $field }. Until then the file is refused.
inspection-report-proposal = line { $line }, question { $question }, { $kind } { $number }: { $themes }
inspection-report-theme = { $theme } ({ $keywords })
inspection-report-no-theme = no theme proposed
inspection-report-none-proposed = { $count ->
    [one] Of 1 finding no theme is proposed.
   *[other] Of { $count } findings no theme is proposed.
    }
inspection-report-year-alone = The date of publication is blank: line { $line } gives the year { $year }, which is no date. Say it with --published.
inspection-report-no-date = The date of publication is blank: the text does not give it. Say it with --published.
inspection-report-months-alone = The days of the fieldwork are blank: line { $line } gives months and no days.
inspection-report-no-fieldwork = The days of the fieldwork are blank: the text does not give them.
inspection-report-furniture = { $count ->
    [one] 1 page number or running head was left out.
   *[other] { $count } page numbers and running heads were left out.
    }
inspection-report-left-out = { $count ->
    [one] 1 line was left out, for it stands under a heading that is none of findings: line { $lines }.
   *[other] { $count } lines were left out, for they stand under headings that are none of findings: lines { $lines }.
    }
inspection-report-joined = { $count ->
    [one] 1 line follows a blank one and begins like a sentence: line { $lines }. It was taken as part of the finding before it; check that it is no finding of its own.
   *[other] { $count } lines follow a blank one and begin like a sentence: lines { $lines }. They were taken as part of the findings before them; check that they are no findings of their own.
    }
inspection-report-one-sided = Question { $question } has no findings under this heading: { $kind }.
inspection-report-not-text = this is no text: save the report as plain text, in UTF-8 or Windows-1252
inspection-report-not-these-questions = the report does not have questions 1 to { $questions }, each once, in order and with findings; this was found: { $found }
inspection-report-nothing-found = no question
inspection-report-no-authority = the title of the report names no authority: say which with --authority
inspection-report-authorities = the title of the report names several authorities ({ $authorities }): say which with --authority
inspection-report-no-programme = the title of the report does not say what the inspection was called: say it with --programme

## Places, claims and the Welsh of names and numbers

# Around the name of a place of which no form with its preposition is stored.
place-in = in { $place }

## pages
authority-title = { $place }: { $title }, { $date }
authority-description = Published figures about children’s services { $within } as at { $date }, beside those of the region and of { $nation }, with what they rest on.
authority-region = Region: { $region }
authority-way = Other pages
authority-way-foot = Other pages, again
authority-overview = National overview
authority-previous = Before it in the alphabet:
authority-next = After it in the alphabet:
authority-summary = What stands out
authority-summary-lead = Only published figures are looked at here.
authority-caption = { $chapter }: { $place }, its region and { $nation }
authority-figure-note = of the national overview, with this authority brought forward
authority-none = No figure of this authority is published.
authority-method = How figures are defined, protected and checked stands in the overview, with the data behind them:
title-in-period = { $title }, { $period }
points = { $number } points
column-latest = Latest
column-year-before = The year before
column-change = Change
column-position = Position in the funnel
column-why = Why
position-low-998 = Below the 99.8% limit
position-low-95 = Below the 95% limit
position-inside = Inside the limits
position-high-95 = Above the 95% limit
position-high-998 = Above the 99.8% limit
stands-low-998 = { $title }, { $period }: { $value }; { $nation }: { $national }. Below the 99.8% limit of the funnel: chance alone would hardly explain it.
stands-low-95 = { $title }, { $period }: { $value }; { $nation }: { $national }. Below the 95% limit of the funnel: chance alone would seldom explain it.
stands-high-95 = { $title }, { $period }: { $value }; { $nation }: { $national }. Above the 95% limit of the funnel: chance alone would seldom explain it.
stands-high-998 = { $title }, { $period }: { $value }; { $nation }: { $national }. Above the 99.8% limit of the funnel: chance alone would hardly explain it.
stands-change = { $title }: { $before } in { $earlier }, { $value } in { $period }; { $change }.
stands-nothing = No published figure lies outside the limits of its funnel, and none has changed since the year before by more than chance would explain.
stands-none-shown = No figure of this authority can be shown, so nothing can be said about what stands out.
headline-beside = { $place }: { $value }
stands-caution = One figure in twenty lies outside the 95% limits by chance alone, and neither the limits nor a change say what is good or bad: they say where a question is worth asking.
withheld = What is withheld, and why
withheld-lead = These figures are counted for the overview, or would be, and are not shown for this authority.
withheld-nothing = Every figure that the overview shows for local authorities is shown for this one.
withheld-caption = Figures that are not shown
withheld-nation-only = Counted for { $nation } alone.
withheld-never-below = Never published below { $nation }, so that nobody can be recognised.
withheld-all = Withheld for every local authority, so that nobody can be recognised.
sent = What came in, and what became of it
sent-all = { $count ->
    [one] For { $year } the one return that is owed is in; { $late } came late.
   *[other] For { $year } all { $number } returns that are owed are in; of these, { $late } came late.
}
sent-some = { $count ->
    [one] For { $year } the one return that is owed is not in.
   *[other] For { $year } { $in } of the { $number } returns that are owed are in; of these, { $late } came late.
}
sent-missing = Missing: { $what }.
sent-nothing-owed = No return is owed by this authority.
sent-caption = Returns owed and received, by year
aspect-before = Before care
aspect-in = In care
aspect-after = After care
aspect-all = Before, in and after care
authorities = Local authorities
authorities-lead = A page for each authority: its figures beside those of its region and of { $nation }, where it stands, and what it sent.
choose = Highlight an authority
choose-nobody = None
choose-page = Its own page
provenance-commit = Commit of the program
# Statements quoted elsewhere
claims = Statements quoted elsewhere
claims-lead = What others have quoted from these figures, and whether this release still supports it.
claims-caption = Statements quoted elsewhere, held against this release
claims-remark = A statement is compared with the figure that this release prints. Where counts of people are rounded, it is supported by every number that rounding could have moved there; where the figure is withheld, nothing is said of it.
column-statement = Statement
column-said-in = Where it was said
column-claimed = What it says
column-found = This release
column-verdict = Verdict
claim-supported = Supported
claim-unsupported = No longer supported
claim-untold = Cannot be told
claim-source = { $source } ({ $date })
data-claim = claim
data-statement = statement
data-source = source
data-said = said
data-number = number
data-claimed = claimed
data-tolerance = tolerance
data-found = found
data-verdict = verdict

# Dates, quarters and ranks, after CLDR 48
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = June
month-short-7 = July
month-short-8 = Aug
month-short-9 = Sept
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
date-full = { $weekday }, { $date }
date-short = { $day }/{ $month }/{ $year }
quarter-name = { NUMBER($quarter, type: "ordinal") ->
    [one] { $quarter }st quarter
    [two] { $quarter }nd quarter
    [few] { $quarter }rd quarter
   *[other] { $quarter }th quarter
 }
ordinal = { NUMBER($count, type: "ordinal") ->
    [one] { $count }st
    [two] { $count }nd
    [few] { $count }rd
   *[other] { $count }th
 }

# Things that are counted. In Welsh the form hangs on the number itself: it is stored for each.
counted-years = { $count ->
    [one] { $number } year
   *[other] { $number } years
 }
counted-months = { $count ->
    [one] { $number } month
   *[other] { $number } months
 }
counted-weeks = { $count ->
    [one] { $number } week
   *[other] { $number } weeks
 }
counted-days = { $count ->
    [one] { $number } day
   *[other] { $number } days
 }
counted-children = { $count ->
    [one] { $number } child
   *[other] { $number } children
 }
counted-services = { $count ->
    [one] { $number } service
   *[other] { $number } services
 }
counted-authorities = { $count ->
    [one] { $number } authority
   *[other] { $number } authorities
 }
counted-concerns = { $count ->
    [one] { $number } concern
   *[other] { $number } concerns
 }
counted-returns = { $count ->
    [one] { $number } return
   *[other] { $number } returns
 }
download-claims = The statements and what this release says of them (CSV)
data-place-code = place_code
data-claimed-out-of = claimed_out_of
data-found-out-of = found_out_of
## What prose says of a figure beside others
change-same = About the same as in { $period }.
change-noun-same = hardly any change
change-verb-same = stayed about the same
compare-above = above that of { $nation } ({ $value })
compare-below = below that of { $nation } ({ $value })
compare-level = the same as that of { $nation } ({ $value })
compare-withheld = impossible to compare with that of { $nation } { $code }
outside-all = { $count ->
    [0] none of the { $whole } authorities
   *[other] { $number } of the { $whole } authorities
 }
outside-shown = { $count ->
    [0] none of the { $whole } authorities whose figures are shown
   *[other] { $number } of the { $whole } authorities whose figures are shown
 }
outside-withheld = a number of authorities that cannot be shown { $code }
category-withheld = none that can be named { $code }
## charts1: funnels, charts of a process over time, and how values lie
funnel-upper-998 = Upper 99.8% limit
funnel-upper-95 = Upper 95% limit
funnel-lower-95 = Lower 95% limit
funnel-lower-998 = Lower 99.8% limit
funnel-inside = Within the 95% limits
funnel-beyond-95 = Beyond the 95% limits
funnel-beyond-998 = Beyond the 99.8% limits
funnel-size-population = People under 18
funnel-size-whole = Out of how many ({ $unit })
funnel-reading = Within the 95% limits, an authority may differ from { $place } by chance alone; beyond the 99.8% limits, chance is a very unlikely reason. The limits lie further apart where fewer are counted. They are worked out from the numbers as they are published.
funnel-adjusted = The limits allow for authorities differing from each other by more than chance.
funnel-partial = Hollow points: not all returns are in, so these values cannot be compared with the others. Returns are in from: { $what }.
describe-funnel = Funnel chart for { $period }: the value of each local authority by how many it is out of, between limits around { $reference }.
describe-funnel-high-998 = Above the upper 99.8% limit: { $what }.
describe-funnel-high-95 = Above the upper 95% limit, but not the 99.8% limit: { $what }.
describe-funnel-low-95 = Below the lower 95% limit, but not the 99.8% limit: { $what }.
describe-funnel-low-998 = Below the lower 99.8% limit: { $what }.
describe-funnel-inside = Authorities within the 95% limits: { $number }.
xmr-upper = Upper limit { $value }
xmr-mean = Mean { $value }
xmr-lower = Lower limit { $value }
xmr-ordinary = Ordinary variation
xmr-improvement = Improvement
xmr-concern = Concern
xmr-unusual = Unusual, neither better nor worse
xmr-reading = Values between the dashed limits vary as this series ordinarily does; one that breaks a rule below is unlikely to be chance.
xmr-none = No value breaks the rules by which something unusual is told from chance.
xmr-few = Fewer than { $fewest } values follow each other without a gap, so limits of what is ordinary cannot be worked out.
xmr-flag = { $when }: { $rule }.
xmr-flag-improvement = { $when }: { $rule } (improvement).
xmr-flag-concern = { $when }: { $rule } (concern).
xmr-rule-above-limit = above the upper limit
xmr-rule-below-limit = below the lower limit
xmr-rule-rising = part of a rise of seven values in a row
xmr-rule-falling = part of a fall of seven values in a row
xmr-rule-near-upper = among two of three values in a row close to the upper limit
xmr-rule-near-lower = among two of three values in a row close to the lower limit
xmr-rule-shift-up = part of seven or more values in a row above the mean
xmr-rule-shift-down = part of seven or more values in a row below the mean
describe-xmr = The mean is { $mean }; what is ordinary lies between { $lower } and { $upper }.
range-median = Median (half are lower)
range-mean = Mean
range-p90 = 90th percentile (nine in ten are lower)
range-reading = The dashed lines mark the values for { $place }.
range-of = { $name }. { $said }
describe-ranges = For { $period }, a line for each place leads from one value to another. The first is: { $middle }. The second is: { $upper }.
describe-ranges-place = { $name }: { $middle } and { $upper }.
describe-ranges-highest = The authority with the highest first value is { $name }: { $middle } and { $upper }.
describe-ranges-lowest = The authority with the lowest first value is { $name }: { $middle } and { $upper }.
describe-bands = Bar chart for { $period }, in order: { $what }. The greatest is { $most }.
## Charts of shares and of many places
chart-part-not-shown = Not shown in part: { $what }.
chart-partial = Not all returns are in for these, so they cannot be compared with the others: { $what }.
chart-rest = All others
chart-rest-left-out = Left out, because not all of them can be shown: { $what }.
chart-every-one = every one { $codes }
chart-fewer-than = Fewer than { $number }
chart-line-authority = The authority
chart-panel-not-shown = Not shown { $code }
chart-columns-left-out = Left out for want of room: { $what }.
legend-range = { $from } to { $to }
legend-of = { $range } ({ $places })
legend-authorities = { $count ->
    [one] 1 authority
   *[other] { $number } authorities
 }
legend-lowest = Lowest values of the column
legend-highest = Highest values of the column
describe-shares-periods = Bars of shares, one for each period from { $from } to { $to }, divided into: { $parts }.
describe-shares-places = Bars of shares, one for each place, for { $period }, divided into: { $parts }.
describe-panels = Small line charts, one for each authority and all on one axis, from { $from } to { $to }.
describe-panel = { $name }: { $first } at first and { $last } at last.
describe-last-values = Last value of each authority
describe-tiles = Tile map for { $period }: a hexagon roughly where each authority lies, with a value for { $places }.
describe-cells = Shaded table for { $period }, with an authority in each row. Its columns: { $columns }.
describe-ends = The highest value is { $highest } ({ $most }), the lowest { $lowest } ({ $least }).
describe-ends-of = { $of }: the highest is { $highest } ({ $most }), the lowest { $lowest } ({ $least }).
describe-equal = Every value is { $value } ({ $who }).
describe-equal-of = { $of }: every value is { $value } ({ $who }).
describe-and-more = { $first } and { $number } more
## The workbook
workbook-file = All tables, and the data of all charts, in one workbook (XLSX)
workbook-title = { $title }, { $date }: tables and data of charts
workbook-cover = Cover
workbook-contents = Contents
workbook-notes = Notes
workbook-one-table = This worksheet contains one table.
workbook-chart = { $number }: { $title } (data of the chart)
workbook-notes-here = This worksheet uses notes: the worksheet { $notes } says what they mean.
workbook-shorthand-here = Shorthand used on this worksheet: { $list }.
workbook-source = Source: { $title }, release { $release }, as at { $date }.
workbook-column-worksheet = Worksheet
workbook-column-title = Title
workbook-column-note = Note or shorthand
workbook-column-notes = Notes
workbook-noted = { $column }: { $notes }
workbook-no-notes = None
workbook-note-coverage = Rests on the returns of { $coverage } only, and cannot be compared with figures that rest on all of them.
workbook-level = Level
workbook-level-nation = Country
workbook-level-region = Region
workbook-level-authority = Local authority
workbook-level-health-board = Health board
workbook-category = Category
workbook-unit = Unit
workbook-value = Value
workbook-lower = { $column }: lower limit
workbook-upper = { $column }: upper limit
workbook-per-cent = { $column } (per cent)
workbook-table-size = Rows: { $rows }. Columns: { $columns }.
workbook-draft-lead = This is a draft translation: a translator has not yet read all the English of this workbook. The figures are the same in both languages.
workbook-about = Every table of the overview, and the data of every chart, is on a worksheet of its own, in the order of the page.
workbook-how-to-find = The worksheet { $contents } lists the worksheets, with links. The worksheet { $notes } says what notes and shorthand mean.
workbook-how-numbers = Numbers are rounded as on the page. Percentages are numbers out of 100, under a heading that says so.
workbook-how-withheld = Where a number is not shown, shorthand in square brackets says why. It is explained above each table.
workbook-how-definitions = The page has the definition of every figure, how people are protected, and which returns are in.
workbook-made-from = Digest of everything it is made from: { $inputs }
## data: figures for programs

tidy-figures = All figures that are published
tidy-about = Every figure of the national overview that is published, as at { $date } (release { $release }). One row is one figure; small numbers are protected, and a cell is blank where there is no number or where it is withheld: the note codes say why. Codes stand for indicators, places and categories; the tables beside this one say what they mean in each language.
tidy-indicators = What the indicators are
tidy-places = What the places are
tidy-categories = What the categories are
tidy-note-codes = What the note codes mean
tidy-column-in-language = { $column } ({ $language })
tidy-column-mark = Marking
    .about = Says that the row is not for publication.
tidy-column-indicator = Indicator
    .about = The code of what is measured.
tidy-column-version = Version of the definition
    .about = A definition that changes gets the next number, from 1.
tidy-column-basis = Basis
    .about = Of whom: headline counts each person once in each authority; linked counts each person once in { $nation }, and is never published.
tidy-column-kind = Kind of number
    .about = Count, proportion, rate, ratio, mean, median, ninth decile (p90) or sum.
tidy-column-unit = Unit
    .about = The unit of the value and its limits: what is counted, per cent, per so many people, days and so on.
tidy-column-period = Period
    .about = A year from 1 April to 31 March (2023-24), a quarter of it (2023-24 Q1) or a calendar month (2024-03).
tidy-column-period_kind = Kind of period
    .about = Year, quarter or month.
tidy-column-as_at = As at
    .about = The day on which, or up to which, is counted.
tidy-column-geography_level = Kind of place
    .about = The nation, a region (regional partnership board), a health board or a local authority.
tidy-column-geography = Place
    .about = The official nine-character code of the place; for a region, the collection’s own.
tidy-column-breakdown = Breakdown
    .about = By what the figure is broken down; blank for a total.
tidy-column-category = Category
    .about = The code of the category; blank for a total, not_given where it was not said.
tidy-column-numerator = Number counted
    .about = What was counted, rounded where persons are counted.
tidy-column-denominator = Out of
    .about = What it is out of; blank for counts, means and medians.
tidy-column-value = Value
    .about = The figure itself, in its unit.
tidy-column-lower = Lower limit (95%)
    .about = The lower end of the 95% interval, where there is one.
tidy-column-upper = Upper limit (95%)
    .about = The upper end of the 95% interval, where there is one.
tidy-column-compared_with = Compared with
    .about = The period a year earlier, with which it is compared.
tidy-column-change = Change
    .about = The difference since that period, in the unit of the value; percentage points for proportions.
tidy-column-change_pct = Change in per cent
    .about = The difference in per cent of the earlier value; blank for proportions.
tidy-column-coverage_in = Returns in
    .about = How many of those who owe the returns behind the figure have sent them.
tidy-column-coverage_owed = Returns owed
    .about = How many owe them.
tidy-column-coverage_population = Share of children covered
    .about = The share, in per cent, of the place’s people under 18 who live where the returns are in.
tidy-column-note_codes = Note codes
    .about = Why a number is blank or to be read with care, with commas between the codes.
tidy-column-chapter = Chapter
tidy-column-counts = What is counted
tidy-column-better = What is better
tidy-column-status = Status of the definition
tidy-column-source = Official measures that it follows
tidy-column-aspect = Before, in or after care
tidy-column-title = Title
tidy-column-definition = Definition
tidy-column-region = Region
tidy-column-health_board = Health board
tidy-column-name = Name
tidy-column-note_code = Note code
tidy-column-meaning = Meaning
tidy-column-use = Use
statswales-title-by = { $chapter }: { $breakdown }
statswales-summary = { $title }: figures for { $nation } and for its regions, health boards and local authorities, as far as they are published, for years from 1 April to 31 March.
statswales-collection = From “{ $title }”: returns of local authorities and the inspectorate’s registers, as at { $date } (release { $release }).
statswales-quality = The figures rest on the returns that are in; how many are owed, and what share of the children they cover, is published beside every figure in figures.csv. A blank value has a note code that says why: c where it could identify somebody, x where nothing was returned, z where there is nothing to divide by.
statswales-rounded = Counts of persons are rounded to multiples of { $bases }, up or down, so that sums stay sums; percentages and rates are worked out from the rounded counts.
statswales-not-rounded = The figures are not rounded.
statswales-yearly = Yearly
statswales-region = { $name } (region)
statswales-version = { $title } (definition { $version })
statswales-measure-value = { $title }
statswales-measure-numerator = { $title }: number counted
statswales-measure-denominator = { $title }: out of how many
statswales-measure-lower = { $title }: lower limit (95%)
statswales-measure-upper = { $title }: upper limit (95%)
tidy-link-csv = All figures, one a row (CSV)
tidy-link-parquet = All figures, one a row (Parquet)
tidy-link-metadata = What the columns mean (CSVW metadata)
value-with-period = { $value } ({ $period })

# What counts as a number where texts of the report may hold none, though it is spelt out; `one` is said of too much else.
number-words = two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million dozen half twice thrice double doubled halved
## The overview as PDF
download-pdf = This page as a tagged PDF document

## Revisions

revisions = Revisions
revisions-lead = A figure is revised when returns arrive or are mended after it was first published. It then bears the mark of revision wherever it stands. What earlier releases printed is kept, and each release is checked together with them, so that no hidden number can be worked out from a change.
revisions-none = No figure of this overview has been revised.
revisions-caption = Indicators with figures that have been revised
column-revised-periods = National figures of
column-revised-figures = Revised figures in all
