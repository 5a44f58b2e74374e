/* Hammers I2C buses without libddcutil: THREADS threads, each ROUNDS times
 * opens its bus, asks for the brightness in two transfers, and closes. It
 * prints "BAD MICROSECONDS": how many answers were wrong, and the mean time of
 * a transfer. With "hold" it keeps 100 descriptors of the first bus open and
 * forks children that run a program, meanwhile. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define HELD 100

static int first_bus, buses, rounds;
static atomic_int bad;
static atomic_long transfer_nanoseconds;

static long nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

static int transfer(int file, int flags, unsigned char *bytes, int length)
{
    struct i2c_msg message = {0x37, flags, length, bytes};
    struct i2c_rdwr_ioctl_data data = {&message, 1};
    long start = nanoseconds();
    int result = ioctl(file, I2C_RDWR, &data);
    atomic_fetch_add(&transfer_nanoseconds, nanoseconds() - start);
    return result;
}

/* The maximum says which bus it is: the test gives each monitor its own. */
static int answer_is_right(int file, int bus)
{
    unsigned char request[] = {0x51, 0x82, 0x01, 0x10, 0xAC};
    unsigned char reply[12];
    return transfer(file, 0, request, sizeof request) == 1 &&
           transfer(file, I2C_M_RD, reply, sizeof reply) == 1 && reply[0] == 0x6E &&
           (reply[6] << 8 | reply[7]) == 1000 + bus;
}

static void *hammer(void *argument)
{
    int bus = first_bus + (int)(long)argument % buses;
    char path[32];
    snprintf(path, sizeof path, "/dev/i2c-%d", bus);
    for (int i = 0; i < rounds; i++) {
        int file = open(path, O_RDWR | O_CLOEXEC);
        if (file < 0 || !answer_is_right(file, bus))
            atomic_fetch_add(&bad, 1);
        if (file >= 0)
            close(file);
    }
    return NULL;
}

static void hold_and_fork(void)
{
    char path[32];
    int held[HELD];
    snprintf(path, sizeof path, "/dev/i2c-%d", first_bus);
    for (int i = 0; i < HELD; i++)
        if ((held[i] = open(path, O_RDWR | O_CLOEXEC)) < 0)
            atomic_fetch_add(&bad, 1);
    if (system("exec true") != 0)
        atomic_fetch_add(&bad, 1);
    pid_t child = fork();
    if (child == 0)
        _exit(answer_is_right(held[HELD - 1], first_bus) ? 0 : 1);
    int status;
    waitpid(child, &status, 0);
    if (status != 0)
        atomic_fetch_add(&bad, 1);
    for (int i = 0; i < HELD; i++) {
        if (!answer_is_right(held[i], first_bus))
            atomic_fetch_add(&bad, 1);
        close(held[i]);
    }
    /* The number of a closed descriptor is free for something else. */
    char byte = 1;
    int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    if (zero != held[0] || read(zero, &byte, 1) != 1 || byte != 0)
        atomic_fetch_add(&bad, 1);
    close(zero);
}

int main(int count, char **arguments)
{
    if (count < 5)
        return 2;
    first_bus = atoi(arguments[1]);
    buses = atoi(arguments[2]);
    int threads = atoi(arguments[3]);
    rounds = atoi(arguments[4]);
    pthread_t running[threads];
    for (long i = 0; i < threads; i++)
        pthread_create(&running[i], NULL, hammer, (void *)i);
    for (int i = 0; i < threads; i++)
        pthread_join(running[i], NULL);
    long transfers = 2L * threads * rounds;
    printf("%d %.1f\n", bad, transfer_nanoseconds / 1e3 / (transfers ? transfers : 1));
    fflush(stdout);
    if (count > 5 && strcmp(arguments[5], "hold") == 0) {
        hold_and_fork();
        printf("%d held\n", bad);
    }
    return 0;
}
