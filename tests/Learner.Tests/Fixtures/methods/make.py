#!/usr/bin/env python3
"""Writes expected.json: LVLM-CL's prompts, losses and running means, and Continual LLaVA's choices and increments, with dense matrices in NumPy."""
import json
import os

import numpy as np

rng = np.random.default_rng(7)


def draw(*shape):
    return rng.normal(size=shape).round(3)


def cos(a, b):
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def lvlm_cl():
    d, image, tokens, lam, alpha = 4, 5, 2, 0.01, 0.5
    text, picture, keys = draw(3, d), draw(3, image), draw(2, d)
    offsets, invariant = draw(2, tokens, d), draw(1, d)
    query, visual = np.eye(d) + 0.1 * draw(d, d), draw(d, image)
    q = text @ query.T
    chosen = [int(np.argmax([cos(np.tanh(row), np.tanh(key)) for key in keys])) for row in q]

    def front(tasks):
        return [[*(keys[t] + offsets[t]).tolist(), invariant[0].tolist(), (visual @ p).tolist()] for t, p in zip(tasks, picture)]

    tasks = [0, 1, 1]
    penalty = lam * np.mean([((row - keys[t]) ** 2).sum() for row, t in zip(q, tasks)])
    gradient = np.zeros((d, d))
    for row, e, t in zip(q, text, tasks):
        gradient += lam * 2 / 3 * np.outer(row - keys[t], e)
    seen = [10.0, 6.0]
    moved = (seen[1] * keys[1] + q[1] + q[2]) / (seen[1] + 2)
    return dict(
        text=text.tolist(), image=picture.tolist(), keys=keys.tolist(), offsets=offsets.tolist(), invariant=invariant.tolist(),
        query=query.tolist(), visual=visual.tolist(), tasks=tasks, seen=seen,
        chosen=chosen, prompt=front(chosen), training_prompt=front(tasks), penalty=penalty, query_gradient=gradient.tolist(),
        moved_key=moved.tolist(), moved_seen=seen[1] + 2, moved_invariant=(alpha * invariant[0] + (1 - alpha) * q.mean(0)).tolist())


def continual_llava():
    d, entries, chosen, rank, inner, outer, scale, length = 4, 6, 2, 3, 5, 4, 1.5, 2
    text, keys = draw(3, d), draw(entries, d)
    text[0] = -keys[:3].sum(0).round(3)
    owners = [1, 1, 2, 2, 3, 3]
    down, up = draw(entries * rank, inner), draw(outer, entries * rank)
    snapshot_tasks, snapshot_entries, shares = [1, 1, 2, 2], [0, 1, 2, 3], [0.25, 0.75, 0.5, 0.5]
    snapshot_down, snapshot_up = draw(4 * rank, inner), draw(outer, 4 * rank)
    rows = {1: draw(1), 2: draw(2), 3: draw(3)}
    product, x = draw(3 * length, outer), draw(3 * length, inner)

    def sigmoid(value):
        return 1 / (1 + np.exp(-value))

    def increment(a, b, n):
        return scale * b[:, n * rank:(n + 1) * rank] @ a[n * rank:(n + 1) * rank]

    gates, context, choices = np.zeros((3, entries)), np.zeros((3, 4)), []
    alignment = []
    for sample, e in enumerate(text):
        cosines = np.array([cos(e, key) for key in keys])
        best = np.argsort(-cosines, kind="stable")[:chosen]
        weights = np.maximum(cosines[best], 1e-6)
        weights /= weights.sum()
        alignment += [1 - cosines[n] for n in best]
        choices.append(best.tolist())
        gates[sample, best] = weights
        for n, g in zip(best, weights):
            for place in range(4):
                if snapshot_tasks[place] < owners[n]:
                    context[sample, place] += g * sigmoid(rows[owners[n]][snapshot_tasks[place] - 1]) * shares[place]
    y = product.copy()
    for row in range(3 * length):
        sample = row // length
        full = sum(gates[sample, n] * increment(down, up, n) for n in range(entries))
        full = full + sum(context[sample, n] * increment(snapshot_down, snapshot_up, n) for n in range(4))
        y[row] += full @ x[row]
    training = [[sigmoid(rows[3][snapshot_tasks[place] - 1]) * shares[place] for place in range(4)]] * 3
    return dict(
        text=text.tolist(), keys=keys.tolist(), owners=owners, rank=rank, scale=scale, length=length, down=down.tolist(), up=up.tolist(),
        snapshot_tasks=snapshot_tasks, snapshot_entries=snapshot_entries, snapshot_shares=shares, snapshot_down=snapshot_down.tolist(),
        snapshot_up=snapshot_up.tolist(), rows={str(k): v.tolist() for k, v in rows.items()}, product=product.tolist(), input=x.tolist(),
        choices=choices, pool_gate=gates.tolist(), context_gate=context.tolist(), training_context_gate=training, output=y.tolist(),
        alignment=float(np.mean(alignment)))


here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "expected.json"), "w") as file:
    json.dump(dict(lvlm_cl=lvlm_cl(), continual_llava=continual_llava()), file, indent=1)
