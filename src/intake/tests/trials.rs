//! How fast reading is: run by hand, with `--ignored --nocapture`, on a file named by nobody but the trial itself.

use super::*;

/// Writes about 200 MB of placements, and reads them.
#[test]
#[ignore = "takes seconds and 200 MB of disk: run by hand"]
fn two_million_rows() {
    let mut text = String::from(
        "child_id,upn,date_of_birth,sex,start_date,end_date,themes,distance_km,school_changes,sibling_group,remark\r\n",
    );
    for n in 0..2_000_000_u32 {
        let day = n % 28 + 1;
        text.push_str(&format!(
            "CH{:07},{:013},{:02}/0{}/20{:02},{},2023-0{}-{day:02},,a;b,{}.{},{},{},Plas Newydd\r\n",
            n / 4,
            n / 4,
            day,
            n % 9 + 1,
            n % 20,
            if n % 2 == 0 { "F" } else { "male" },
            n % 9 + 1,
            n % 300,
            n % 10,
            n % 4,
            if n % 3 == 0 { "yes" } else { "no" }
        ));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("placements.csv");
    fs::write(&path, &text).unwrap();
    println!("{} MB", text.len() / 1_000_000);
    drop(text);
    let found = Found::at(&path, "placements", Some(Year::starting(2023)), authority());
    let before = fs::read_to_string("/proc/self/stat").unwrap();
    let reading = read(&found, &definitions(), &Pseudonyms::new([1; 32]), folder.path()).unwrap();
    let after = fs::read_to_string("/proc/self/stat").unwrap();
    let ticks =
        |stat: &str| stat.split(' ').skip(13).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).collect::<Vec<_>>();
    println!("{:?} -> {:?} hundredths of a second, user and system", ticks(&before), ticks(&after));
    assert_eq!(reading.ledger[0].rows_loaded, 2_000_000);
}
