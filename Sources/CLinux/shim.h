// Kernel interfaces that `import Glibc` does not show to Swift, because glibc hides them behind _GNU_SOURCE or
// because Swift's module map of glibc leaves their header out.
#ifndef FUNNELBRIDGE_CLINUX_H
#define FUNNELBRIDGE_CLINUX_H

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// Declared by glibc only under _GNU_SOURCE, which must not be defined in a header that Swift reads.
extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
extern int pipe2(int descriptors[2], int flags);
extern int pthread_setname_np(pthread_t thread, const char *name);

// A global variable that may change, which Swift 6 does not let anyone read.
extern char **environ;
static inline char **linux_shim_environment(void) {
    return environ;
}

// <sys/timex.h> would make this module the owner of struct timespec, which the Swift sources take from glibc's.
struct timex;
extern int adjtimex(struct timex *state);

// The clock's state, asked with a struct of zeros, which changes nothing: the kernel's has 208 bytes.
static inline int linux_shim_clock_state(void) {
    long state[64] = {0};
    return adjtimex((struct timex *)state);
}

#endif
