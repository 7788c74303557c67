internal import CLinux
internal import Glibc

extension FileDescriptor {
    /// Takes the places of standard input, output and error where whoever started the program left them closed.
    ///
    /// The next file or socket would take them otherwise, and what is printed or logged would go into it. To be called
    /// before anything is opened. What takes the place cannot be read or printed to either.
    package static func takeStandardPlaces() {
        for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
            // The lowest number that is free is taken; without /dev/null there is nothing to take it with.
            _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
