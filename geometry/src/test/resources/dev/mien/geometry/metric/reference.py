"""Writes reference.tsv: PSNR and SSIM of made-up pictures, computed window by window in double
precision with numpy alone (no separable filter, no running moments).

Run: python3 reference.py > reference.tsv
"""
import sys
import numpy as np

W, H = 40, 33


def picture(kind):
    y, x = np.mgrid[0:H, 0:W].astype(np.int64)
    base = np.stack([(x * 5 + y * 3) % 256, (x * x + y * 7) % 256, (x * y + 40) % 256], -1)
    if kind == "base":
        return base
    if kind == "shifted":
        return np.roll(base, 1, axis=1)
    if kind == "noisy":
        noise = (x * 7919 + y * 104729 + x * y * 31) % 41 - 20
        return np.clip(base + noise[..., None], 0, 255)
    if kind == "dimmed":
        return base * 3 // 4
    if kind == "inverted":
        return 255 - base
    raise ValueError(kind)


def mask():
    y, x = np.mgrid[0:H, 0:W]
    return (x - 22) ** 2 + (y - 15) ** 2 <= 100


def psnr(a, b, m):
    mse = np.mean((a[m] - b[m]).astype(np.float64) ** 2)
    return 10 * np.log10(255.0**2 / mse)


def ssim(a, b, m):
    d = np.arange(11) - 5.0
    g = np.exp(-(d[:, None] ** 2 + d[None, :] ** 2) / (2 * 1.5**2))
    g /= g.sum()
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    values = []
    for i in range(5, H - 5):
        for j in range(5, W - 5):
            if not m[i, j]:
                continue
            p, q = a[i - 5 : i + 6, j - 5 : j + 6], b[i - 5 : i + 6, j - 5 : j + 6]
            up, uq = (g * p).sum(), (g * q).sum()
            vp, vq = (g * (p - up) ** 2).sum(), (g * (q - uq) ** 2).sum()
            cov = (g * (p - up) * (q - uq)).sum()
            values.append(
                (2 * up * uq + c1) * (2 * cov + c2) / ((up**2 + uq**2 + c1) * (vp + vq + c2))
            )
    return np.mean(values)


a = picture("base")
everywhere, disc = np.ones((H, W), bool), mask()
print("# made by reference.py with numpy " + np.__version__)
print("# picture\tpsnr\tpsnr in disc\tssim luma\tssim luma in disc\tssim rgb")
luma = np.array([0.299, 0.587, 0.114])
for kind in ["shifted", "noisy", "dimmed", "inverted"]:
    b = picture(kind)
    rgb = np.mean([ssim(a[..., c].astype(float), b[..., c].astype(float), everywhere) for c in range(3)])
    row = [
        psnr(a, b, everywhere),
        psnr(a, b, disc),
        ssim(a @ luma, b @ luma, everywhere),
        ssim(a @ luma, b @ luma, disc),
        rgb,
    ]
    print(kind + "\t" + "\t".join("%.9f" % v for v in row))
