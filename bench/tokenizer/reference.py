"""The reference library on the same vocabulary and texts, one thread."""
import json
import os
import sys
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"
folder = sys.argv[1]
try:
    from tokenizers import Tokenizer, __version__
except ImportError:
    print("  reference        Python has no package 'tokenizers' here; install it to compare")
    sys.exit(0)

started = time.perf_counter()
tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
loaded = time.perf_counter() - started
name = next(name for name in ("texts.jsonl", "expected.jsonl") if os.path.exists(os.path.join(folder, name)))
texts = [json.loads(line)["text"] for line in open(os.path.join(folder, name), encoding="utf-8") if line.strip()]
speeds = []
for _ in range(3):
    started = time.perf_counter()
    tokens = sum(len(tokenizer.encode(text).ids) for text in texts)
    speeds.append(tokens / (time.perf_counter() - started))
print(f"  tokenizers {__version__:<6} loaded in {loaded:.3f} s; first pass {speeds[0] / 1e6:.2f}, best {max(speeds) / 1e6:.2f} million tokens/s ({tokens} tokens)")
