//! A whole file of any bytes, below a header where the first byte asks for one: no panic, and every line and byte
//! accounted for, in blocks of any size (the second byte).
#![no_main]

use libfuzzer_sys::fuzz_target;
use trosolwg_fuzz::look;

const HEADERS: [&[u8]; 8] = [
    b"",
    b"ref,day,area,sex,themes,number,amount,agreed,remark\n",
    b"ref;day;remark\r\n",
    b"\xEF\xBB\xBFref\tday\r",
    b"A title,,\n\nref,day,remark\n",
    b"\xFF\xFEr\0e\0f\0,\0d\0a\0y\0\n\0",
    b"sep=|\nref|day|year\n",
    b"ref,day,authority,year\n",
];

fuzz_target!(|input: &[u8]| {
    let [header, block, rest @ ..] = input else { return };
    let header = HEADERS[usize::from(*header) % HEADERS.len()];
    look("intake.csv", &[header, rest].concat(), usize::from(*block));
});
