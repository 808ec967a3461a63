"""LoRA steps and answers of transformers + PEFT on an architecture with random weights; one JSON line.

Called by `mlopscl bench gpu`. Exit status 3 and a sentence: it cannot run here. Each picture has as many image
tokens as it has features, which is how transformers has taken LLaVA's prompts since 4.46."""
import argparse
import json
import sys
import time


def read_arguments():
    parser = argparse.ArgumentParser()
    for name in ("config", "device", "precision"):
        parser.add_argument("--" + name, required=True)
    for name in ("batch", "question", "answer", "steps", "warmup", "rank"):
        parser.add_argument("--" + name, type=int, required=True)
    return parser.parse_args()


def main():
    arguments = read_arguments()
    try:
        import peft
        import torch
        import transformers
    except ImportError as error:
        print(f"Python lacks what is compared with: {error}; torch 2, transformers and peft are needed")
        return 3
    if arguments.device != "cpu" and not torch.cuda.is_available():
        print("Python's torch sees no CUDA device")
        return 3

    def settled():
        if arguments.device != "cpu":
            torch.cuda.synchronize()
        return time.perf_counter()

    torch.manual_seed(0)
    dtype = {"bfloat16": torch.bfloat16, "float32": torch.float32}[arguments.precision]
    config = transformers.LlavaConfig.from_pretrained(arguments.config)
    default = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    with torch.device(arguments.device):  # random weights are made where they are used; needs torch 2
        base = transformers.LlavaForConditionalGeneration(config)
    torch.set_default_dtype(default)
    targets = r".*language_model.*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)"
    model = peft.get_peft_model(base, peft.LoraConfig(r=arguments.rank, lora_alpha=2 * arguments.rank, target_modules=targets))

    side = config.vision_config.image_size
    images = (side // config.vision_config.patch_size) ** 2
    words = torch.randint(10, config.image_token_index, (arguments.batch, arguments.question + arguments.answer), device=arguments.device)
    pictures = torch.full((arguments.batch, images), config.image_token_index, device=arguments.device)
    ids = torch.cat([torch.ones_like(words[:, :1]), pictures, words], 1)[:, :-1]
    labels = torch.cat([torch.full_like(ids[:, : -(arguments.answer - 1)], -100), ids[:, -(arguments.answer - 1):]], 1)
    pixels = torch.randn(arguments.batch, 3, side, side, device=arguments.device, dtype=dtype)
    mask = torch.ones_like(ids)

    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=1e-4, weight_decay=0.0)
    model.train()
    start, losses = 0.0, []
    for step in range(-arguments.warmup, arguments.steps):
        if step == 0:
            start = settled()
        loss = model(input_ids=ids, attention_mask=mask, pixel_values=pixels, labels=labels, use_cache=False).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step >= 0:
            losses.append(loss.item())
    seconds = (settled() - start) / arguments.steps

    model.eval()
    question = ids[:, : ids.shape[1] - arguments.answer + 1]

    def ask(count):
        begin = settled()
        with torch.no_grad():
            model.generate(input_ids=question, attention_mask=torch.ones_like(question), pixel_values=pixels,
                           max_new_tokens=count, min_new_tokens=count, do_sample=False)
        return settled() - begin

    ask(2)
    answering = arguments.batch * (arguments.answer - 1) / max(1e-9, ask(arguments.answer) - ask(1))
    print(json.dumps({
        "program": f"transformers {transformers.__version__}, PEFT {peft.__version__}, torch {torch.__version__}",
        "seconds_per_step": seconds, "answer_tokens_per_second": answering, "first_loss": losses[0], "last_loss": losses[-1]}))
    return 0


sys.exit(main())
