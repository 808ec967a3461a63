"""Writes numerics.json: what PyTorch gives for each operation, in double precision, on inputs made by one formula.

Run with any PyTorch: python3 numerics.py > numerics.json
"""
import json

import torch
import torch.nn.functional as F


def made(*shape, seed=0, scale=1.0):
    n = 1
    for length in shape:
        n *= length
    return torch.tensor([((i * 37 + 11 + 17 * seed) % 101 / 50 - 1) * scale for i in range(n)], dtype=torch.float64).reshape(shape)


a, b, c = made(3, 4), made(3, 4, seed=1), made(4, 5, seed=2)
positive = made(3, 4, seed=3).abs() + 0.25
batch = made(2, 3, 4, seed=4)
rows = torch.tensor([2, 0])
mask = a > 0.2
labels = torch.tensor([1, -100, 3])

cases = {
    "add": a + b, "add alpha": a.add(b, alpha=0.5), "sub": a - b, "mul": a * b, "div": a / positive,
    "neg": -a, "abs": a.abs(), "sqrt": positive.sqrt(),
    "rsqrt": positive.rsqrt(), "square": a.square(), "sin": a.sin(), "cos": a.cos(), "tanh": a.tanh(),
    "sigmoid": a.sigmoid(), "relu": F.relu(a), "silu": F.silu(a),
    "gelu": F.gelu(a), "gelu tanh": F.gelu(a, approximate="tanh"), "clamp": a.clamp(-0.3, 0.4), "clamp min": a.clamp(min=0.1),
    "softmax": a.softmax(-1), "log_softmax": a.log_softmax(0), "matmul": a @ c, "batched matmul": batch @ c,
    "addmm": torch.addmm(made(3, 5, seed=5), a, c, beta=0.5, alpha=2),
    "less": (a < b).double(), "at least": (a >= 0.2).double(), "masked_fill": a.masked_fill(mask, -9.0),
    "sum": a.sum(), "sum dims": batch.sum([0, 2]), "mean": a.mean(),
    "mean dims": batch.mean([-1], keepdim=True),
    "max": a.max(), "max dim": a.max(1).values,
    "norm": a.norm(),
    "view": a.view(2, 6), "permute": batch.permute(2, 0, 1), "transpose": a.t(),
    "expand": a[0].expand(2, 4), "flatten": batch.flatten(1), "narrow": a.narrow(1, 1, 2),
    "select": a.select(0, 1),
    "cat": torch.cat([a, b], 1), "stack": torch.stack([a, b], 1),
    "index_select": a.index_select(0, rows),
    "index_add": a.index_add(0, rows, b[:2], alpha=0.5),
    "index_copy": a.index_copy(0, rows, b[:2]),
    "repeat_interleave": a.repeat_interleave(2, 0),
    "linear": F.linear(a, b, made(3, seed=6)), "layer_norm": F.layer_norm(a, [4], made(4, seed=7), made(4, seed=8), 1e-5),
    "cross_entropy": F.cross_entropy(a, labels), "cross_entropy sum smoothed": F.cross_entropy(a, labels, reduction="sum", label_smoothing=0.1),
    "arange": torch.arange(1.0, 2.0, 0.25, dtype=torch.float64), "eye": torch.eye(2, 3, dtype=torch.float64),
    "as float32": a.float().double(), "as bfloat16": a.bfloat16().double(), "as float16": a.half().double(), "as int64": a.mul(10).long().double(),
}

x = a.clone().requires_grad_()
w = made(5, 4, seed=11).requires_grad_()
loss = F.cross_entropy(F.gelu(F.linear(x, w)), labels) + x.square().mean()
loss.backward()
cases["loss"], cases["gradient of x"], cases["gradient of w"] = loss.detach(), x.grad, w.grad

print("{")
lines = [f"  {json.dumps(name)}: {{\"shape\": {list(value.shape)}, \"values\": {[float(f'{v:.17g}') for v in value.flatten().tolist()]}}}" for name, value in cases.items()]
print(",\n".join(lines))
print("}")
