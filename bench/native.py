"""The network in PyTorch on the processor: the native contender. Reads a batch and weights from a folder, prints JSON."""
import json
import sys
import time

import torch
from torch import nn

folder, threads, count, warming_up = sys.argv[1], *map(int, sys.argv[2:5])
torch.set_num_threads(threads)
with open(f"{folder}/job.json") as file:
    job = json.load(file)


def read(name, kind):
    with open(f"{folder}/{name}", "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=kind)


class Flatten(nn.Module):
    """Row, column, channel order, as the dense layer's weights are laid out."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


def build(layers, channels):
    parts = []
    for layer in layers:
        kind = layer["kind"]
        if kind == "convolution":
            padding = layer["kernel"] // 2 if layer["padding"] == "same" else 0
            parts += [nn.Conv2d(channels, layer["filters"], layer["kernel"], padding=padding), nn.ReLU()]
            channels = layer["filters"]
        elif kind == "batch-norm":
            parts.append(nn.BatchNorm2d(channels, eps=layer["epsilon"], momentum=1 - layer["momentum"]))
        elif kind == "max-pool":
            parts.append(nn.MaxPool2d(layer["size"]))
        elif kind == "dropout":
            parts.append(nn.Dropout(layer["rate"]))
        elif kind == "flatten":
            parts.append(Flatten())
        elif kind == "dense":
            parts.append(nn.Linear(job["features"], layer["units"]))
        else:
            raise ValueError(f"native: expected a known layer, got {kind}")
    return nn.Sequential(*parts)


def fill(model):
    """The flat weights in the layout's order: trainable ones as in the listing, then the moving statistics."""
    flat = read("weights.bin", torch.float32)
    convolutional = {4: lambda w: w.permute(3, 2, 0, 1), 2: lambda w: w.t(), 1: lambda w: w}
    layers = [m for m in model if isinstance(m, (nn.Conv2d, nn.BatchNorm2d, nn.Linear))]
    moving = [t for m in layers if isinstance(m, nn.BatchNorm2d) for t in (m.running_mean, m.running_var)]
    targets = [p for m in layers for p in (m.weight, m.bias)] + moving
    with torch.no_grad():
        for target, place in zip(targets, job["parameters"], strict=True):
            piece = flat[place["offset"] : place["offset"] + place["length"]].view(place["shape"])
            target.copy_(convolutional[len(place["shape"])](piece))


def train(form):
    model = build(job["layers"], job["channels"])
    fill(model)
    model = model.to(memory_format=form).train()
    size = job["pictures"]
    shape = (size, job["height"], job["width"], job["channels"])
    x = (read("pixels.bin", torch.uint8).view(shape).float() / 255).permute(0, 3, 1, 2)
    x = x.contiguous(memory_format=form)
    y = read("labels.bin", torch.uint8).long()
    loss_of = nn.CrossEntropyLoss()
    adam = torch.optim.Adam(model.parameters(), lr=job["learningRate"], betas=job["betas"], eps=job["epsilon"])
    seconds = []
    for _ in range(1 + warming_up + count):
        start = time.perf_counter()
        adam.zero_grad(set_to_none=True)
        loss = loss_of(model(x), y)
        loss.backward()
        adam.step()
        value = loss.item()
        seconds.append(time.perf_counter() - start)
        if value != value:
            raise ValueError("native: expected a finite loss, got nan")
    return seconds


def loss_without_dropout(pictures):
    """Of the first pictures with the batch's own statistics, to be compared with the oracle's."""
    layers = [layer for layer in job["layers"] if layer["kind"] != "dropout"]
    model = build(layers, job["channels"])
    fill(model)
    shape = (job["pictures"], job["height"], job["width"], job["channels"])
    x = (read("pixels.bin", torch.uint8).view(shape)[:pictures].float() / 255).permute(0, 3, 1, 2)
    y = read("labels.bin", torch.uint8).long()[:pictures]
    return nn.CrossEntropyLoss()(model.train()(x), y).item()


check = loss_without_dropout(job["checked"])
forms = {"NCHW": torch.contiguous_format, "NHWC": torch.channels_last}
print(
    json.dumps(
        {
            "version": torch.__version__,
            "threads": torch.get_num_threads(),
            "loss": check,
            "seconds": {name: train(form) for name, form in forms.items()},
        }
    )
)
