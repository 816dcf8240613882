//! The program: reads its arguments, runs one command, returns its status.

use std::process::ExitCode;

/// The query engine takes and gives back much memory on many threads. The system's allocator keeps most of what is
/// given back (measured: `benches/README.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    trosolwg::commands::main()
}
