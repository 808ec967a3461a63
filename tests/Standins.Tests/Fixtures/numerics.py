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
places = torch.tensor([[0, 1, 3], [2, 2, 0], [3, 1, 1]])
mask = a > 0.2
labels = torch.tensor([1, -100, 3])

cases = {
    "add": a + b, "add alpha": a.add(b, alpha=0.5), "sub": a - b, "mul": a * b, "div": a / positive, "remainder": a % positive,
    "floor div": a.div(positive, rounding_mode="floor"), "trunc div": a.div(positive, rounding_mode="trunc"),
    "scalar minus tensor": 2.5 - a, "scalar over tensor": 2.5 / positive, "pow": positive.pow(1.5), "pow tensor": positive.pow(b),
    "neg": -a, "abs": a.abs(), "sign": a.sign(), "exp": a.exp(), "log": positive.log(), "log1p": positive.log1p(), "sqrt": positive.sqrt(),
    "rsqrt": positive.rsqrt(), "square": a.square(), "reciprocal": positive.reciprocal(), "sin": a.sin(), "cos": a.cos(), "tanh": a.tanh(),
    "sigmoid": a.sigmoid(), "floor": a.floor(), "ceil": a.ceil(), "round": a.mul(10).round(), "relu": F.relu(a), "silu": F.silu(a),
    "gelu": F.gelu(a), "gelu tanh": F.gelu(a, approximate="tanh"), "clamp": a.clamp(-0.3, 0.4), "clamp min": a.clamp(min=0.1),
    "softmax": a.softmax(-1), "log_softmax": a.log_softmax(0), "matmul": a @ c, "batched matmul": batch @ c, "bmm": batch.bmm(batch.transpose(1, 2)),
    "addmm": torch.addmm(made(3, 5, seed=5), a, c, beta=0.5, alpha=2), "outer": torch.outer(a[0], b[1]), "dot": torch.dot(a[0], b[1]),
    "einsum": torch.einsum("bij,jk->bki", batch, c), "lerp": a.lerp(b, positive), "addcmul": a.addcmul(b, positive, value=0.3),
    "less": (a < b).double(), "at least": (a >= 0.2).double(), "where": torch.where(mask, a, b), "masked_fill": a.masked_fill(mask, -9.0),
    "maximum": torch.maximum(a, b), "minimum": torch.minimum(a, b), "sum": a.sum(), "sum dims": batch.sum([0, 2]), "mean": a.mean(),
    "mean dims": batch.mean([-1], keepdim=True), "prod": positive.prod(), "var": a.var(), "var dim": a.var(1, unbiased=False), "std": a.std(),
    "max": a.max(), "max dim": a.max(1).values, "argmax": a.argmax(1).double(), "min dim places": a.min(0).indices.double(),
    "amax": batch.amax([0, 1]), "topk": a.topk(2, 1).values, "topk places": a.topk(2, 1, largest=False).indices.double(),
    "sort": a.sort(1, descending=True).values, "argsort": a.argsort(0).double(), "norm": a.norm(), "norm 1 dim": a.norm(1, 1),
    "cumsum": a.cumsum(1), "logsumexp": a.logsumexp(1), "view": a.view(2, 6), "permute": batch.permute(2, 0, 1), "transpose": a.t(),
    "expand": a[0].expand(2, 4), "repeat": a.repeat(1, 2), "flip": a.flip(1), "flatten": batch.flatten(1), "narrow": a.narrow(1, 1, 2),
    "slice": a[:, 0:4:2], "select": a.select(0, 1), "unfold": a.unfold(1, 2, 1), "tril": a.tril(), "triu": a.triu(1), "diag": a[:, :3].diag(),
    "roll": a.roll([1, 2], [0, 1]), "cat": torch.cat([a, b], 1), "stack": torch.stack([a, b], 1), "last chunk": batch.chunk(2, 2)[1],
    "last split": batch.split([1, 2], 1)[1], "index_select": a.index_select(0, rows), "gather": a.gather(1, places),
    "scatter": a.scatter(1, places[:, :1], b), "scatter_add": a.scatter_add(1, places[:, :1], b), "index_add": a.index_add(0, rows, b[:2], alpha=0.5),
    "index_copy": a.index_copy(0, rows, b[:2]), "masked_select": a.masked_select(mask), "masked_scatter": a.masked_scatter(mask, b),
    "nonzero": mask.nonzero().double(), "repeat_interleave": a.repeat_interleave(2, 0), "one_hot": F.one_hot(places, 5).double(),
    "index": batch[:, 1:, None, -1], "index tensor": a[rows], "index ellipsis": batch[..., 0], "bincount": places.flatten().bincount(minlength=6).double(),
    "linear": F.linear(a, b, made(3, seed=6)), "layer_norm": F.layer_norm(a, [4], made(4, seed=7), made(4, seed=8), 1e-5),
    "conv2d": F.conv2d(made(1, 2, 6, 6, scale=0.5), made(3, 2, 3, 3, seed=9), made(3, seed=10), stride=2, padding=1),
    "cross_entropy": F.cross_entropy(a, labels), "cross_entropy sum smoothed": F.cross_entropy(a, labels, reduction="sum", label_smoothing=0.1),
    "nll_loss": F.nll_loss(a.log_softmax(1), labels), "mse_loss": F.mse_loss(a, b), "kl_div": F.kl_div(a.log_softmax(1), b.softmax(1), reduction="sum"),
    "cosine_similarity": F.cosine_similarity(a, b), "normalize": F.normalize(a), "pad": F.pad(a, [1, 2], value=0.5),
    "interpolate": F.interpolate(made(1, 1, 3, 3), size=[5, 5], mode="bicubic", align_corners=False),
    "arange": torch.arange(1.0, 2.0, 0.25, dtype=torch.float64), "linspace": torch.linspace(-1, 1, 5, dtype=torch.float64), "eye": torch.eye(2, 3, dtype=torch.float64),
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
