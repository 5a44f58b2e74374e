// SPDX-License-Identifier: GPL-2.0
/*
 * vddc - a virtual video card whose connectors carry emulated DDC/CI monitors.
 *
 * It binds QEMU's stdvga (PCI 1234:1111, class 0x030000), so that user space sees what a real card gives:
 *   /sys/devices/pci0000:00/0000:00:xx.0/drm/cardN/cardN-HDMI-A-1/{status,edid,ddc}
 *   .../0000:00:xx.0/i2c-N                 HDMI, DVI, VGA: the bus hangs off the PCI device (i915 gmbus, amdgpu)
 *   .../drm/cardN/cardN-DP-1/i2c-N         DP, eDP: the bus hangs off the connector (DP AUX)
 *   .../drm/cardN/cardN-eDP-1/NAME         eDP: a backlight class device
 * Without such a PCI device (pci=0) a platform device takes its place.
 *
 * Control: /sys/kernel/debug/vddc/<connector>/...; see ../README.md.
 */
#include <linux/backlight.h>
#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/i2c.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/platform_device.h>
#include <linux/random.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>
#include <asm/unaligned.h>
#include <drm/drm_atomic_helper.h>
#include <drm/drm_connector.h>
#include <drm/drm_drv.h>
#include <drm/drm_edid.h>
#include <drm/drm_fb_helper.h>
#include <drm/drm_file.h>
#include <drm/drm_fourcc.h>
#include <drm/drm_gem_framebuffer_helper.h>
#include <drm/drm_gem_shmem_helper.h>
#include <drm/drm_managed.h>
#include <drm/drm_probe_helper.h>
#include <drm/drm_simple_kms_helper.h>
#include <drm/drm_sysfs.h>

#define MAXMON 8
#define MAXCAPS 2048
#define NLOG 2048

static char *connectors = "HDMI-A:1,DP:1,eDP:1";
module_param(connectors, charp, 0444);
MODULE_PARM_DESC(connectors, "comma separated TYPE:PLUGGED, TYPE one of HDMI-A DP DVI-D VGA eDP");
static bool pci = true;
module_param(pci, bool, 0444);
static bool fbdev;
module_param(fbdev, bool, 0444);
MODULE_PARM_DESC(fbdev, "fbdev emulation: modesets what is plugged, so that sysfs says enabled");
static char *bl_name = "vddc_backlight";
module_param(bl_name, charp, 0444);
static int bl_max = 1000;
module_param(bl_max, int, 0444);

enum fault { F_NONE, F_NAK, F_NAK_ALL, F_NAK_READ, F_NULL, F_BADCHK, F_GARBAGE, F_ZERO, F_UNSUPPORTED,
	     F_TIMEOUT, F_HANG, F_EIO, F_EBUSY, F_STALE, F_IGNORE_SET, F_BADEDID };
static const char * const fault_names[] = { "none", "nak", "nak_all", "nak_read", "null", "badchk", "garbage", "zero",
	"unsupported", "timeout", "hang", "eio", "ebusy", "stale", "ignore_set", "badedid" };

struct logent { u64 ns; s16 ret; u8 addr, rd, len; u8 data[42]; };

struct vcp { bool present, writable; u8 type; u16 max, cur; };

struct vmon {
	struct vddc *v;
	int idx, type;
	char label[24];				/* HDMI-A-1 */
	struct drm_connector con;
	struct drm_simple_display_pipe pipe;
	struct i2c_adapter adap;
	bool adap_on;
	struct work_struct del_work;
	struct backlight_device *bl;
	struct dentry *dir;

	struct mutex lock;
	bool plugged;
	bool dynamic;				/* the bus comes and goes with the monitor */
	bool deaf_when_off;			/* no DDC while VCP D6 says off */
	bool ddc;				/* answers at 0x37 at all; laptop panels do not */
	u32 khz;				/* wire speed, 0: no latency */
	u32 reply_ms;				/* a reply is ready only that long after its request */
	u32 gap_ms;				/* a command sooner than that after a set is counted as too early */
	u32 hang_ms;
	int nak_errno;
	enum fault fault;
	wait_queue_head_t fault_end;		/* woken when somebody sets another fault */
	int fault_left;				/* -1: for ever */
	u32 fault_pct;

	u8 edid[512];
	unsigned int edid_len;
	u8 eptr, seg;
	struct vcp vcp[256];
	char caps[MAXCAPS];
	u8 reply[48], prev[48];
	unsigned int reply_len, prev_len;
	ktime_t reply_at, set_at;

	u64 n_xfer, n_edid, n_req, n_read, n_get, n_set, n_caps, n_save, n_badreq, n_nak, n_early_read, n_early_cmd, n_faulted;
	u64 n_bl;
	struct logent *log;
	unsigned int log_n;
};

struct vddc {
	struct drm_device drm;
	struct device *parent;
	int nmon;
	struct vmon *mon;
};

static struct dentry *root;
static struct vddc *the_vddc;

/* ---------------------------------------------------------------- EDID */

static void edid_fix(u8 *e) { int i; u8 s = 0; for (i = 0; i < 127; i++) s += e[i]; e[127] = -s; }

static void edid_default(struct vmon *m)
{
	static const u8 base[128] = {
		0x00,0xff,0xff,0xff,0xff,0xff,0xff,0x00, 0,0, 0,0, 0,0,0,0, 12,32, 0x01,0x03,
		0x80,0x34,0x1d,0x78,0x2a, 0xee,0x95,0xa3,0x54,0x4c,0x99,0x26,0x0f,0x50,0x54, 0x21,0x08,0x00,
		0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,
		0x02,0x3a,0x80,0x18,0x71,0x38,0x2d,0x40,0x58,0x2c,0x45,0x00,0x09,0x25,0x21,0x00,0x00,0x1e,
		0,0,0,0xff,0, 0,0,0,0,0,0,0,0,0,0,0,0,0,
		0,0,0,0xfc,0, 0,0,0,0,0,0,0,0,0,0,0,0,0,
		0,0,0,0xfd,0, 0x32,0x4b,0x1e,0x51,0x11,0x00,0x0a,0x20,0x20,0x20,0x20,0x20,0x20,
		0, 0 };
	u8 *e = m->edid;
	char s[16];

	memcpy(e, base, 128);
	/* manufacturer VDC */
	put_unaligned_be16((('V' - 64) << 10) | (('D' - 64) << 5) | ('C' - 64), e + 8);
	put_unaligned_le16(0x1000 + m->idx, e + 10);
	put_unaligned_le32(0x01000000 + m->idx, e + 12);
	memset(e + 77, ' ', 13); snprintf(s, 14, "VSN%04d\n", m->idx + 1); memcpy(e + 77, s, strlen(s));
	memset(e + 95, ' ', 13); snprintf(s, 14, "VDDC Mon %d\n", m->idx + 1); memcpy(e + 95, s, strlen(s));
	edid_fix(e);
	m->edid_len = 128;
}

static void vcp_init(struct vmon *m)
{
	static const struct { u8 f; u16 cur, max; bool w; u8 type; } t[] = {
		{0x02,0,2,1,0},{0x04,0,1,1,1},{0x10,50,100,1,0},{0x12,75,100,1,0},{0x14,5,11,1,0},{0x16,50,100,1,0},{0x18,50,100,1,0},
		{0x1a,50,100,1,0},{0x60,0x11,0x12,1,0},{0x62,30,100,1,0},{0x8d,2,2,1,0},{0xb6,3,4,0,0},{0xc6,0x6f,0xffff,0,0},
		{0xc8,9,0xffff,0,0},{0xc9,0x0101,0xffff,0,0},{0xd6,1,5,1,0},{0xdf,0x0201,0xffff,0,0},
	};
	int i;
	for (i = 0; i < ARRAY_SIZE(t); i++)
		m->vcp[t[i].f] = (struct vcp){ .present = true, .writable = t[i].w, .type = t[i].type, .max = t[i].max, .cur = t[i].cur };
	snprintf(m->caps, MAXCAPS, "(prot(monitor)type(lcd)model(VDDC Mon %d)cmds(01 02 03 07 0C E3 F3)"
		"vcp(02 04 10 12 14(04 05 08 0B) 16 18 1A 60(0F 11 12) 62 8D(01 02) B6 C6 C8 C9 D6(01 04 05) DF)mccs_ver(2.1)mswhql(1))", m->idx + 1);
}

/* ---------------------------------------------------------------- DDC/CI */

static void ddc_reply(struct vmon *m, const u8 *payload, unsigned int n)
{
	u8 c = 0x50; unsigned int i;
	memcpy(m->prev, m->reply, sizeof(m->prev)); m->prev_len = m->reply_len;
	m->reply[0] = 0x6e; m->reply[1] = 0x80 | n;
	memcpy(m->reply + 2, payload, n);
	for (i = 0; i < n + 2; i++) c ^= m->reply[i];
	m->reply[n + 2] = c; m->reply_len = n + 3;
	m->reply_at = ktime_add_ms(ktime_get(), m->reply_ms);
}

static void ddc_write(struct vmon *m, const u8 *b, unsigned int len, enum fault f)
{
	unsigned int n, i; u8 c = 0x6e; u8 p[40];
	ktime_t now = ktime_get();

	if (len < 3 || b[0] != 0x51)		/* probes of one byte and the like: acknowledged, no request */
		return;
	n = b[1] & 0x7f;
	for (i = 0; i < len; i++) c ^= b[i];
	if (!(b[1] & 0x80) || n + 3 != len || c) { m->n_badreq++; return; }	/* a monitor ignores it */
	m->n_req++;
	if (m->gap_ms && m->set_at && ktime_ms_delta(now, m->set_at) < m->gap_ms) m->n_early_cmd++;
	switch (b[2]) {
	case 0x01: {
		struct vcp *v = &m->vcp[b[3]]; bool bad = !v->present || f == F_UNSUPPORTED;
		m->n_get++;
		p[0] = 0x02; p[1] = bad ? 1 : 0; p[2] = b[3]; p[3] = bad ? 0 : v->type;
		put_unaligned_be16(bad ? 0 : v->max, p + 4); put_unaligned_be16(bad ? 0 : v->cur, p + 6);
		ddc_reply(m, p, 8);
		break;
	}
	case 0x03: {
		struct vcp *v = &m->vcp[b[3]]; u16 x = n >= 4 ? get_unaligned_be16(b + 4) : 0;
		m->n_set++; m->set_at = now;
		if (v->present && v->writable && n == 4 && f != F_IGNORE_SET) {
			if (b[3] == 0x04 && x) { m->vcp[0x10].cur = 50; m->vcp[0x12].cur = 75; }
			else v->cur = v->type == 0 && v->max && x > v->max ? v->max : x;
		}
		m->reply_len = 0;
		break;
	}
	case 0x0c: m->n_save++; m->reply_len = 0; break;
	case 0xf3: {
		unsigned int off = get_unaligned_be16(b + 3), l = strlen(m->caps), k = off < l ? min(l - off, 32u) : 0;
		m->n_caps++;
		p[0] = 0xe3; p[1] = b[3]; p[2] = b[4]; memcpy(p + 3, m->caps + off, k);
		ddc_reply(m, p, 3 + k);
		break;
	}
	default:				/* unknown command: null reply */
		ddc_reply(m, p, 0);
	}
}

static void ddc_read(struct vmon *m, u8 *buf, unsigned int len, enum fault f)
{
	static const u8 nul[3] = { 0x6e, 0x80, 0xbe };
	const u8 *src = m->reply; unsigned int n = m->reply_len;

	m->n_read++;
	if (n && ktime_before(ktime_get(), m->reply_at)) { m->n_early_read++; n = 0; }
	if (f == F_STALE && n) { src = m->prev; n = m->prev_len; }
	if (!n || f == F_NULL) { src = nul; n = 3; }
	memset(buf, 0, len);
	memcpy(buf, src, min(len, n));
	if (f == F_BADCHK && n <= len) buf[n - 1] ^= 0x55;
	if (f == F_GARBAGE) get_random_bytes(buf, len);
	if (f == F_ZERO) memset(buf, 0, len);
}

static void mlog(struct vmon *m, const struct i2c_msg *g, int ret)
{
	struct logent *e = &m->log[m->log_n++ % NLOG];
	e->ns = ktime_get_boottime_ns(); e->ret = ret; e->addr = g->addr; e->rd = g->flags & I2C_M_RD; e->len = min_t(int, g->len, 42);
	memcpy(e->data, g->buf, e->len);
}

static int vddc_xfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	struct vmon *m = adap->algo_data;
	enum fault f = F_NONE;
	unsigned int bits = 0, ms = 0; int i, ret = num; bool ddc = false;

	for (i = 0; i < num; i++) { bits += 9 * (msgs[i].len + 1); ddc |= msgs[i].addr == 0x37; }
	mutex_lock(&m->lock);
	m->n_xfer++;
	if (m->fault && m->fault_left && (ddc || m->fault == F_NAK_ALL || m->fault == F_BADEDID)
	    && (m->fault_pct >= 100 || get_random_u32() % 100 < m->fault_pct)) {
		f = m->fault; m->n_faulted++;
		if (m->fault_left > 0) m->fault_left--;
	}
	if (f == F_HANG || f == F_TIMEOUT) ms = m->hang_ms;
	mutex_unlock(&m->lock);
	if (ms)					/* the bus stays locked meanwhile, as on hardware; control does not */
		wait_event_timeout(m->fault_end, READ_ONCE(m->fault) != f, msecs_to_jiffies(ms));
	if (m->khz) { unsigned int us = bits * 1000 / m->khz; usleep_range(us, us + us / 8 + 1); }
	mutex_lock(&m->lock);
	for (i = 0; i < num; i++) {
		struct i2c_msg *g = &msgs[i]; bool rd = g->flags & I2C_M_RD; unsigned int k;
		int err = 0;

		if (!m->plugged || f == F_NAK_ALL) err = -m->nak_errno;
		else switch (g->addr) {
		case 0x30: if (!rd && g->len) m->seg = g->buf[0]; break;
		case 0x50:
			if (!m->edid_len) { err = -m->nak_errno; break; }
			if (!rd) { if (g->len) m->eptr = g->buf[0]; break; }
			m->n_edid++;
			for (k = 0; k < g->len; k++) {
				unsigned int o = m->seg * 256 + m->eptr++;
				g->buf[k] = m->edid[o % m->edid_len];
			}
			if (f == F_BADEDID && g->len) g->buf[g->len / 2] ^= 0xff;
			break;
		case 0x37:
			if (!m->ddc || (m->deaf_when_off && m->vcp[0xd6].cur >= 4)) err = -m->nak_errno;
			else if (f == F_NAK || (f == F_NAK_READ && rd)) err = -m->nak_errno;
			else if (f == F_TIMEOUT) err = -ETIMEDOUT;
			else if (f == F_EIO) err = -EIO;
			else if (f == F_EBUSY) err = -EBUSY;
			else if (rd) ddc_read(m, g->buf, g->len, f);
			else ddc_write(m, g->buf, g->len, f);
			break;
		default: err = -m->nak_errno;
		}
		mlog(m, g, err);
		if (err) { m->n_nak++; ret = err; break; }
	}
	m->seg = 0;				/* the segment pointer lives until STOP */
	mutex_unlock(&m->lock);
	return ret;
}

static u32 vddc_func(struct i2c_adapter *a) { return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL; }
static const struct i2c_algorithm vddc_algo = { .master_xfer = vddc_xfer, .functionality = vddc_func };

static bool on_connector(struct vmon *m) { return m->type == DRM_MODE_CONNECTOR_DisplayPort || m->type == DRM_MODE_CONNECTOR_eDP; }

static int adap_add(struct vmon *m)
{
	int r;
	if (m->adap_on) return 0;
	memset(&m->adap, 0, sizeof(m->adap));
	m->adap.owner = THIS_MODULE; m->adap.class = I2C_CLASS_DDC; m->adap.algo = &vddc_algo; m->adap.algo_data = m;
	m->adap.dev.parent = on_connector(m) ? m->con.kdev : m->v->parent;
	if (on_connector(m)) snprintf(m->adap.name, sizeof(m->adap.name), "AUX VDDC %s", m->label);
	else snprintf(m->adap.name, sizeof(m->adap.name), "vddc gmbus %s", m->label);
	r = i2c_add_adapter(&m->adap);
	m->adap_on = !r;
	return r;
}

static void adap_del(struct vmon *m)
{
	if (!m->adap_on) return;
	i2c_del_adapter(&m->adap);		/* waits until no /dev/i2c-N of it is open any more */
	m->adap_on = false;
}
static void adap_del_work(struct work_struct *w) { adap_del(container_of(w, struct vmon, del_work)); }

/* ---------------------------------------------------------------- backlight */

static int bl_update(struct backlight_device *bd)
{
	struct vmon *m = bl_get_data(bd);
	m->n_bl++;
	if (m->fault == F_EIO) return -EIO;
	return 0;
}
static int bl_get(struct backlight_device *bd) { return bd->props.brightness; }
static const struct backlight_ops bl_ops = { .update_status = bl_update, .get_brightness = bl_get };

/* ---------------------------------------------------------------- DRM */

static enum drm_connector_status con_detect(struct drm_connector *c, bool force)
{
	return container_of(c, struct vmon, con)->plugged ? connector_status_connected : connector_status_disconnected;
}
static int con_modes(struct drm_connector *c)
{
	struct vmon *m = container_of(c, struct vmon, con);
	const struct edid *e = m->edid_len ? (void *)m->edid : NULL;
	drm_connector_update_edid_property(c, e);
	return e ? drm_add_edid_modes(c, (struct edid *)e) : 0;
}
static int con_late(struct drm_connector *c)
{
	struct vmon *m = container_of(c, struct vmon, con);
	if (on_connector(m) && !(m->dynamic && !m->plugged)) adap_add(m);
	if (m->type == DRM_MODE_CONNECTOR_eDP && bl_max > 0) {
		struct backlight_properties p = { .type = BACKLIGHT_RAW, .max_brightness = bl_max, .brightness = bl_max / 2, .scale = BACKLIGHT_SCALE_LINEAR };
		m->bl = backlight_device_register(bl_name, c->kdev, m, &bl_ops, &p);
		if (IS_ERR(m->bl)) m->bl = NULL;
	}
	return 0;
}
static void con_early(struct drm_connector *c)
{
	struct vmon *m = container_of(c, struct vmon, con);
	flush_work(&m->del_work);
	if (on_connector(m)) adap_del(m);
	if (m->bl) backlight_device_unregister(m->bl);
	m->bl = NULL;
}
static const struct drm_connector_helper_funcs con_help = { .get_modes = con_modes };
static const struct drm_connector_funcs con_funcs = {
	.detect = con_detect, .fill_modes = drm_helper_probe_single_connector_modes, .destroy = drm_connector_cleanup,
	.late_register = con_late, .early_unregister = con_early,
	.reset = drm_atomic_helper_connector_reset, .atomic_duplicate_state = drm_atomic_helper_connector_duplicate_state,
	.atomic_destroy_state = drm_atomic_helper_connector_destroy_state,
};
static const struct drm_mode_config_funcs mode_funcs = {
	.fb_create = drm_gem_fb_create, .atomic_check = drm_atomic_helper_check, .atomic_commit = drm_atomic_helper_commit,
};
static void pipe_update(struct drm_simple_display_pipe *p, struct drm_plane_state *s) { }
static const struct drm_simple_display_pipe_funcs pipe_funcs = { .update = pipe_update };
static const u32 formats[] = { DRM_FORMAT_XRGB8888 };

DEFINE_DRM_GEM_FOPS(vddc_fops);
static const struct drm_driver vddc_drv = {
	.driver_features = DRIVER_MODESET | DRIVER_GEM | DRIVER_ATOMIC, .fops = &vddc_fops, DRM_GEM_SHMEM_DRIVER_OPS,
	.name = "vddc", .desc = "virtual DDC/CI card", .date = "20240101", .major = 1,
};

static void probe_con(struct vmon *m)		/* what a compositor or fbcon does on a hotplug event: fills status, modes, edid */
{
	mutex_lock(&m->v->drm.mode_config.mutex);
	m->con.funcs->fill_modes(&m->con, 4096, 4096);
	mutex_unlock(&m->v->drm.mode_config.mutex);
}

static void set_plugged(struct vmon *m, bool on, bool event)
{
	flush_work(&m->del_work);
	mutex_lock(&m->lock); m->plugged = on; m->reply_len = 0; mutex_unlock(&m->lock);
	if (m->dynamic) { if (on) adap_add(m); else if (m->adap_on) schedule_work(&m->del_work); }
	else if (on) adap_add(m);
	probe_con(m);
	if (event) drm_kms_helper_hotplug_event(&m->v->drm);	/* change uevent of cardN, HOTPLUG=1 */
}

/* ---------------------------------------------------------------- debugfs */

static ssize_t getline_user(const char __user *u, size_t n, char *b, size_t cap)
{
	if (n >= cap) return -EINVAL;
	if (copy_from_user(b, u, n)) return -EFAULT;
	b[n] = 0; strim(b);
	return n;
}

#define TXT(name) \
static int name##_open(struct inode *i, struct file *f) { return single_open_size(f, name##_show, i->i_private, 4096); } \
static const struct file_operations name##_fops = { .owner = THIS_MODULE, .open = name##_open, .read = seq_read, \
	.write = name##_write, .llseek = seq_lseek, .release = single_release };
#define MON(f) (((struct seq_file *)(f)->private_data)->private)

static int plugged_show(struct seq_file *s, void *x) { struct vmon *m = s->private; seq_printf(s, "%d\n", m->plugged); return 0; }
static ssize_t plugged_write(struct file *f, const char __user *u, size_t n, loff_t *o)
{
	char b[16]; ssize_t r = getline_user(u, n, b, sizeof(b));
	if (r < 0) return r;
	set_plugged(MON(f), b[0] == '1', !strchr(b, 'q'));	/* "0q", "1q": quietly, no uevent */
	return r;
}
TXT(plugged)

static int bus_show(struct seq_file *s, void *x) { struct vmon *m = s->private; seq_printf(s, "%d\n", m->adap_on ? m->adap.nr : -1); return 0; }
static ssize_t bus_write(struct file *f, const char __user *u, size_t n, loff_t *o)	/* 0: remove the adapter alone, 1: add it */
{
	struct vmon *m = MON(f); char b[16]; ssize_t r = getline_user(u, n, b, sizeof(b));
	if (r < 0) return r;
	flush_work(&m->del_work);
	if (b[0] == '1') adap_add(m); else if (m->adap_on) schedule_work(&m->del_work);
	return r;
}
TXT(bus)

static int fault_show(struct seq_file *s, void *x)
{
	struct vmon *m = s->private;
	seq_printf(s, "%s %d %u\n", fault_names[m->fault], m->fault_left, m->fault_pct); return 0;
}
static ssize_t fault_write(struct file *f, const char __user *u, size_t n, loff_t *o)	/* MODE [COUNT [PERCENT]] */
{
	struct vmon *m = MON(f); char b[64], name[32]; int left = -1, i; unsigned int pct = 100;
	ssize_t r = getline_user(u, n, b, sizeof(b));
	if (r < 0) return r;
	if (sscanf(b, "%31s %d %u", name, &left, &pct) < 1) return -EINVAL;
	i = match_string(fault_names, ARRAY_SIZE(fault_names), name);
	if (i < 0) return -EINVAL;
	mutex_lock(&m->lock); m->fault = i; m->fault_left = left; m->fault_pct = pct; mutex_unlock(&m->lock);
	wake_up_all(&m->fault_end);
	return r;
}
TXT(fault)

static int vcp_show(struct seq_file *s, void *x)
{
	struct vmon *m = s->private; int i;
	for (i = 0; i < 256; i++) if (m->vcp[i].present) seq_printf(s, "%02x=%u/%u\n", i, m->vcp[i].cur, m->vcp[i].max);
	return 0;
}
static ssize_t vcp_write(struct file *f, const char __user *u, size_t n, loff_t *o)	/* "10=30", "10=30/100", "10=none" */
{
	struct vmon *m = MON(f); char b[64]; unsigned int a, c, mx = 0; int k;
	ssize_t r = getline_user(u, n, b, sizeof(b));
	if (r < 0) return r;
	if (sscanf(b, "%x=none%n", &a, &k) == 1 && a < 256 && strstr(b, "none")) { m->vcp[a].present = false; return r; }
	k = sscanf(b, "%x=%u/%u", &a, &c, &mx);
	if (k < 2 || a > 255) return -EINVAL;
	mutex_lock(&m->lock);
	if (!m->vcp[a].present) m->vcp[a] = (struct vcp){ .present = true, .writable = true, .max = 100 };
	m->vcp[a].cur = c; if (k == 3) m->vcp[a].max = mx;
	mutex_unlock(&m->lock);
	return r;
}
TXT(vcp)

static int brightness_show(struct seq_file *s, void *x) { struct vmon *m = s->private; seq_printf(s, "%u\n", m->vcp[0x10].cur); return 0; }
static ssize_t brightness_write(struct file *f, const char __user *u, size_t n, loff_t *o)	/* someone turns the monitor's own knob */
{
	struct vmon *m = MON(f); char b[16]; u16 val; ssize_t r = getline_user(u, n, b, sizeof(b));
	if (r < 0) return r;
	if (kstrtou16(b, 0, &val)) return -EINVAL;
	mutex_lock(&m->lock); m->vcp[0x10].cur = val; mutex_unlock(&m->lock);
	return r;
}
TXT(brightness)

static int caps_show(struct seq_file *s, void *x) { struct vmon *m = s->private; seq_printf(s, "%s\n", m->caps); return 0; }
static ssize_t caps_write(struct file *f, const char __user *u, size_t n, loff_t *o)
{
	struct vmon *m = MON(f); char *b = kmalloc(MAXCAPS, GFP_KERNEL); ssize_t r;
	if (!b) return -ENOMEM;
	r = getline_user(u, n, b, MAXCAPS);
	if (r >= 0) { mutex_lock(&m->lock); strscpy(m->caps, b, MAXCAPS); mutex_unlock(&m->lock); }
	kfree(b);
	return r;
}
TXT(caps)

static int stats_show(struct seq_file *s, void *x)
{
	struct vmon *m = s->private;
#define P(k) seq_printf(s, #k "=%llu\n", m->n_##k)
	P(xfer); P(edid); P(req); P(read); P(get); P(set); P(caps); P(save); P(badreq); P(nak); P(early_read); P(early_cmd); P(faulted); P(bl);
	return 0;
}
static ssize_t stats_write(struct file *f, const char __user *u, size_t n, loff_t *o)	/* anything: reset, the log too */
{
	struct vmon *m = MON(f);
	mutex_lock(&m->lock);
	m->n_xfer = m->n_edid = m->n_req = m->n_read = m->n_get = m->n_set = m->n_caps = m->n_save = m->n_badreq = m->n_nak = 0;
	m->n_early_read = m->n_early_cmd = m->n_faulted = m->n_bl = 0; m->log_n = 0;
	mutex_unlock(&m->lock);
	return n;
}
TXT(stats)

static int log_show(struct seq_file *s, void *x)
{
	struct vmon *m = s->private; unsigned int i;
	mutex_lock(&m->lock);
	for (i = m->log_n > NLOG ? m->log_n - NLOG : 0; i < m->log_n; i++) {
		struct logent *e = &m->log[i % NLOG];
		seq_printf(s, "%llu.%06llu %02x %c %d %*ph\n", e->ns / 1000000000, e->ns / 1000 % 1000000, e->addr, e->rd ? 'R' : 'W', e->ret, e->len, e->data);
	}
	mutex_unlock(&m->lock);
	return 0;
}
#define log_write stats_write
TXT(log)

static ssize_t edid_read(struct file *f, char __user *u, size_t n, loff_t *o)
{
	struct vmon *m = f->private_data; return simple_read_from_buffer(u, n, o, m->edid, m->edid_len);
}
static ssize_t edid_write(struct file *f, const char __user *u, size_t n, loff_t *o)	/* the whole EDID in one write; takes effect in sysfs at the next plug */
{
	struct vmon *m = f->private_data; u8 b[512];
	if (n > sizeof(b) || (n & 127) || !n) return -EINVAL;
	if (copy_from_user(b, u, n)) return -EFAULT;
	mutex_lock(&m->lock); memcpy(m->edid, b, n); m->edid_len = n; mutex_unlock(&m->lock);
	return n;
}
static const struct file_operations edid_fops = { .owner = THIS_MODULE, .open = simple_open, .read = edid_read, .write = edid_write };

static int hotkey_set(void *d, u64 val)		/* the firmware turned the panel: new value and a change uevent, SOURCE=hotkey */
{
	struct vmon *m = d;
	if (!m->bl) return -ENODEV;
	m->bl->props.brightness = val;
	backlight_force_update(m->bl, BACKLIGHT_UPDATE_HOTKEY);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(hotkey_fops, NULL, hotkey_set, "%llu\n");

static void mon_debugfs(struct vmon *m)
{
	struct dentry *d = m->dir = debugfs_create_dir(m->label, root);
#define F(n) debugfs_create_file(#n, 0600, d, m, &n##_fops)
	F(plugged); F(bus); F(fault); F(vcp); F(brightness); F(caps); F(stats); F(log); F(edid);
	if (m->type == DRM_MODE_CONNECTOR_eDP) F(hotkey);
	debugfs_create_bool("dynamic", 0600, d, &m->dynamic);
	debugfs_create_bool("ddc", 0600, d, &m->ddc);
	debugfs_create_bool("deaf_when_off", 0600, d, &m->deaf_when_off);
	debugfs_create_u32("khz", 0600, d, &m->khz);
	debugfs_create_u32("reply_ms", 0600, d, &m->reply_ms);
	debugfs_create_u32("gap_ms", 0600, d, &m->gap_ms);
	debugfs_create_u32("hang_ms", 0600, d, &m->hang_ms);
	debugfs_create_u32("nak_errno", 0600, d, &m->nak_errno);
}

/* ---------------------------------------------------------------- device */

static const struct { const char *n; int t; } types[] = {
	{ "HDMI-A", DRM_MODE_CONNECTOR_HDMIA }, { "DP", DRM_MODE_CONNECTOR_DisplayPort }, { "DVI-D", DRM_MODE_CONNECTOR_DVID },
	{ "VGA", DRM_MODE_CONNECTOR_VGA }, { "eDP", DRM_MODE_CONNECTOR_eDP }, { "DVI-I", DRM_MODE_CONNECTOR_DVII },
};

static int vddc_create(struct device *parent)
{
	struct vddc *v; char *list, *p, *tok; int r, i;

	v = devm_drm_dev_alloc(parent, &vddc_drv, struct vddc, drm);
	if (IS_ERR(v)) return PTR_ERR(v);
	v->parent = parent;
	v->mon = drmm_kcalloc(&v->drm, MAXMON, sizeof(*v->mon), GFP_KERNEL);
	if (!v->mon) return -ENOMEM;
	r = drmm_mode_config_init(&v->drm);
	if (r) return r;
	v->drm.mode_config.max_width = v->drm.mode_config.max_height = 4096;
	v->drm.mode_config.preferred_depth = 24;
	v->drm.mode_config.funcs = &mode_funcs;

	p = list = kstrdup(connectors, GFP_KERNEL);
	while ((tok = strsep(&p, ",")) && v->nmon < MAXMON) {
		char *plug = strchr(tok, ':'); struct vmon *m = &v->mon[v->nmon];
		if (plug) *plug++ = 0;
		for (i = 0; i < ARRAY_SIZE(types) && strcmp(types[i].n, tok); i++) ;
		if (i == ARRAY_SIZE(types)) { dev_warn(parent, "vddc: no connector type %s\n", tok); continue; }
		m->v = v; m->idx = v->nmon; m->type = types[i].t;
		m->ddc = m->type != DRM_MODE_CONNECTOR_eDP;
		m->plugged = !plug || *plug == '1';
		m->hang_ms = 2000; m->fault_pct = 100; m->fault_left = -1; m->nak_errno = ENXIO; m->gap_ms = 0;
		mutex_init(&m->lock); init_waitqueue_head(&m->fault_end); INIT_WORK(&m->del_work, adap_del_work);
		m->log = drmm_kcalloc(&v->drm, NLOG, sizeof(*m->log), GFP_KERNEL);
		if (!m->log) { r = -ENOMEM; goto out; }
		edid_default(m); vcp_init(m);
		if (!on_connector(m)) {
			int id = 1, k;
			for (k = 0; k < v->nmon; k++) id += v->mon[k].type == m->type;
			snprintf(m->label, sizeof(m->label), "%s-%d", types[i].n, id);
			r = adap_add(m);
			if (r) goto out;
		}
		r = drm_connector_init_with_ddc(&v->drm, &m->con, &con_funcs, m->type, on_connector(m) ? NULL : &m->adap);
		if (r) goto out;
		snprintf(m->label, sizeof(m->label), "%s", m->con.name);
		drm_connector_helper_add(&m->con, &con_help);
		m->con.polled = DRM_CONNECTOR_POLL_HPD;
		r = drm_simple_display_pipe_init(&v->drm, &m->pipe, &pipe_funcs, formats, ARRAY_SIZE(formats), NULL, &m->con);
		if (r) goto out;
		v->nmon++;
	}
	drm_mode_config_reset(&v->drm);
	r = drm_dev_register(&v->drm, 0);
	if (r) goto out;
	for (i = 0; i < v->nmon; i++) { probe_con(&v->mon[i]); mon_debugfs(&v->mon[i]); }
	if (fbdev) drm_fbdev_generic_setup(&v->drm, 32);
	the_vddc = v;
out:
	kfree(list);
	return r;
}

static void vddc_destroy(void)
{
	struct vddc *v = the_vddc; int i;
	if (!v) return;
	for (i = 0; i < v->nmon; i++) { debugfs_remove_recursive(v->mon[i].dir); flush_work(&v->mon[i].del_work); }
	drm_dev_unplug(&v->drm);
	drm_atomic_helper_shutdown(&v->drm);
	for (i = 0; i < v->nmon; i++) adap_del(&v->mon[i]);
	the_vddc = NULL;
}

static int vddc_pci_probe(struct pci_dev *d, const struct pci_device_id *id)
{
	int r;
	if (the_vddc) return -EBUSY;
	r = pcim_enable_device(d);
	return r ? r : vddc_create(&d->dev);
}
static void vddc_pci_remove(struct pci_dev *d) { vddc_destroy(); }
static const struct pci_device_id ids[] = { { PCI_DEVICE(0x1234, 0x1111) }, { } };
static struct pci_driver vddc_pci = { .name = "vddc", .id_table = ids, .probe = vddc_pci_probe, .remove = vddc_pci_remove };
static struct platform_device *pdev;
static int vddc_plat_probe(struct platform_device *p) { return vddc_create(&p->dev); }
static int vddc_plat_remove(struct platform_device *p) { vddc_destroy(); return 0; }
static struct platform_driver vddc_plat = { .driver.name = "vddc", .probe = vddc_plat_probe, .remove = vddc_plat_remove };

static int __init vddc_init(void)
{
	int r;
	root = debugfs_create_dir("vddc", NULL);
	if (pci) r = pci_register_driver(&vddc_pci);
	else {
		r = platform_driver_register(&vddc_plat);
		if (!r) { pdev = platform_device_register_simple("vddc", -1, NULL, 0); r = PTR_ERR_OR_ZERO(pdev); }
	}
	if (r) debugfs_remove(root);
	return r;
}
static void __exit vddc_exit(void)
{
	if (pci) pci_unregister_driver(&vddc_pci);
	else { platform_device_unregister(pdev); platform_driver_unregister(&vddc_plat); }
	debugfs_remove(root);
}
module_init(vddc_init);
module_exit(vddc_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("virtual video card with emulated DDC/CI monitors");
