//! The program: reads its arguments, runs one command, returns its status.

use std::process::ExitCode;

fn main() -> ExitCode {
    trosolwg::commands::main()
}
