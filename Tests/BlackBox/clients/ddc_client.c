/* A small user of the unmodified libddcutil. It obeys the lines of standard
 * input, and each line of its answers starts with '@', since the library
 * prints on standard output too. The first is "@initialized MILLISECONDS"; an
 * answer ends with "@done STATUS MILLISECONDS".
 *
 *   list                     "@display BUS MANUFACTURER PRODUCT SERIAL MODEL|SERIAL TEXT"
 *   get BUS FEATURE          "@value CURRENT MAXIMUM"
 *   set BUS FEATURE VALUE
 *   capabilities BUS         "@capabilities STRING"
 *   open BUS, close BUS      keeps the display open for the commands after it
 *   redetect
 */
#include <ddcutil_c_api.h>
#include <ddcutil_macros.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BUSES 256

static DDCA_Display_Info_List *displays;
static DDCA_Display_Handle kept[BUSES];

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int list(void)
{
    int status = ddca_get_display_info_list2(false, &displays);
    for (int i = 0; status == 0 && i < displays->ct; i++) {
        DDCA_Display_Info *info = &displays->info[i];
        unsigned serial = info->edid_bytes[12] | info->edid_bytes[13] << 8 |
                          info->edid_bytes[14] << 16 | (unsigned)info->edid_bytes[15] << 24;
        printf("@display %d %s %u %u %s|%s\n", info->path.path.i2c_busno, info->mfg_id,
               info->product_code, serial, info->model_name, info->sn);
    }
    return status;
}

static int open_bus(int bus, DDCA_Display_Handle *handle)
{
    for (int i = 0; displays && i < displays->ct; i++)
        if (displays->info[i].path.path.i2c_busno == bus)
            return ddca_open_display2(displays->info[i].dref, false, handle);
    return -1;
}

static int get(DDCA_Display_Handle handle, int feature)
{
    DDCA_Non_Table_Vcp_Value value;
    int status = ddca_get_non_table_vcp_value(handle, feature, &value);
    if (status == 0)
        printf("@value %d %d\n", value.sh << 8 | value.sl, value.mh << 8 | value.ml);
    return status;
}

static int capabilities(DDCA_Display_Handle handle)
{
    char *text = NULL;
    int status = ddca_get_capabilities_string(handle, &text);
    if (status == 0)
        printf("@capabilities %s\n", text);
    free(text);
    return status;
}

static int use(const char *command, int bus, int feature, int value)
{
    DDCA_Display_Handle handle = kept[bus];
    int status = 0;
    if (!handle && (status = open_bus(bus, &handle)) != 0)
        return status;
    if (strcmp(command, "get") == 0)
        status = get(handle, feature);
    else if (strcmp(command, "set") == 0)
        status = ddca_set_non_table_vcp_value(handle, feature, value >> 8, value & 0xff);
    else if (strcmp(command, "capabilities") == 0)
        status = capabilities(handle);
    else if (strcmp(command, "open") == 0)
        kept[bus] = handle;
    else if (strcmp(command, "close") == 0)
        kept[bus] = NULL;
    if (!kept[bus])
        ddca_close_display(handle);
    return status;
}

int main(void)
{
    char line[256];
    double begin = milliseconds();
#if DDCUTIL_VMAJOR >= 2
    ddca_init(NULL, DDCA_SYSLOG_NEVER, DDCA_INIT_OPTIONS_DISABLE_CONFIG_FILE);
#endif
    /* From 2.0 on, this is where displays are detected. */
    printf("@initialized %.2f\n", milliseconds() - begin);
    /* The set is checked by its effect on the monitor, not by a read of libddcutil. */
    ddca_enable_verify(false);
    while (fgets(line, sizeof line, stdin)) {
        char command[32] = "";
        int bus = 0, feature = 0, value = 0;
        sscanf(line, "%31s %d %i %i", command, &bus, &feature, &value);
        double start = milliseconds();
        int status;
        if (strcmp(command, "list") == 0)
            status = list();
        else if (strcmp(command, "redetect") == 0)
            status = ddca_redetect_displays();
        else
            status = use(command, bus % BUSES, feature, value);
        printf("@done %d %.2f\n", status, milliseconds() - start);
        fflush(stdout);
    }
    return 0;
}
