/* Listens to udev with COUNT monitors, one a thread, as a program with several
 * libraries does. It prints "ready", then a line for each event:
 * "MONITOR ACTION SUBSYSTEM SYSNAME HOTPLUG SOURCE", with "-" for what is missing. */
#include <libudev.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static const char *or_dash(const char *text)
{
    return text ? text : "-";
}

static struct udev_monitor *start_monitor(struct udev *udev)
{
    struct udev_monitor *monitor = udev_monitor_new_from_netlink(udev, "udev");
    if (!monitor)
        return NULL;
    udev_monitor_filter_add_match_subsystem_devtype(monitor, "drm", "drm_minor");
    udev_monitor_filter_add_match_subsystem_devtype(monitor, "i2c-dev", NULL);
    udev_monitor_filter_add_match_subsystem_devtype(monitor, "backlight", NULL);
    return udev_monitor_enable_receiving(monitor) < 0 ? NULL : monitor;
}

static pthread_barrier_t all_listen;

static void *listen_to_udev(void *argument)
{
    long number = (long)argument;
    struct udev *udev = udev_new();
    struct udev_monitor *monitor = start_monitor(udev);
    if (!monitor)
        exit(1);
    pthread_barrier_wait(&all_listen);
    struct pollfd source = {.fd = udev_monitor_get_fd(monitor), .events = POLLIN};
    while (poll(&source, 1, -1) > 0) {
        struct udev_device *device = udev_monitor_receive_device(monitor);
        if (!device)
            continue;
        printf("%ld %s %s %s %s %s\n", number, udev_device_get_action(device),
               udev_device_get_subsystem(device), udev_device_get_sysname(device),
               or_dash(udev_device_get_property_value(device, "HOTPLUG")),
               or_dash(udev_device_get_property_value(device, "SOURCE")));
        fflush(stdout);
        udev_device_unref(device);
    }
    return NULL;
}

int main(int count, char **arguments)
{
    long monitors = count > 1 ? atol(arguments[1]) : 1;
    pthread_barrier_init(&all_listen, NULL, monitors + 1);
    for (long i = 0; i < monitors; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, listen_to_udev, (void *)i);
    }
    pthread_barrier_wait(&all_listen);
    puts("ready");
    fflush(stdout);
    char end;
    return fread(&end, 1, 1, stdin) == 0 ? 0 : 0;
}
