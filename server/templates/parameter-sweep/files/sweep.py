"""Finds the lowest point of a long bent valley (Rosenbrock's function) by gradient descent with one learning rate.

Too large and it never settles, too small and it hardly moves: the four pictures of the array show which is which.
Standard library only. Writes result-<index>.json and path-<index>.svg.
"""
import argparse
import json
import math
import time


def height(x, y):
    return (1 - x) ** 2 + 10 * (y - x * x) ** 2


def slope(x, y):
    return -2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)


words = argparse.ArgumentParser()
words.add_argument("--index", type=int, default=0)
words.add_argument("--learning-rate", type=float, default=0.01)
words.add_argument("--steps", type=int, default=300)
asked = words.parse_args()

x, y = -1.2, 1.4
path = [(x, y)]
for step in range(1, asked.steps + 1):
    dx, dy = slope(x, y)
    size = math.hypot(dx, dy)
    if size > 5:  # a long slope is cut, or a large rate jumps out of the valley at once
        dx, dy = 5 * dx / size, 5 * dy / size
    x, y = x - asked.learning_rate * dx, y - asked.learning_rate * dy
    path.append((x, y))
    if step % 50 == 0:
        print(f"step {step:>3}  height {height(x, y):.6f}", flush=True)
        time.sleep(0.3)

result = {"learningRate": asked.learning_rate, "height": height(x, y), "distance": math.hypot(x - 1, y - 1)}
with open(f"result-{asked.index}.json", "w", encoding="utf-8") as file:
    json.dump(result, file, indent=2)

sx = lambda v: 30 + 340 * (v + 2) / 4
sy = lambda v: 270 - 240 * (v + 1) / 4
points = " ".join(f"{sx(max(-2, min(2, a))):.1f},{sy(max(-1, min(3, b))):.1f}" for a, b in path)
valley = " ".join(f"{sx(v / 20):.1f},{sy(v * v / 400):.1f}" for v in range(-34, 35))
with open(f"path-{asked.index}.svg", "w", encoding="utf-8") as file:
    file.write(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" font-family="sans-serif" font-size="13">'
        '<rect width="400" height="300" fill="#ffffff"/>'
        f'<polyline points="{valley}" fill="none" stroke="#e0ded8" stroke-width="14" stroke-linejoin="round"/>'
        f'<polyline points="{points}" fill="none" stroke="#1d5a9e" stroke-width="1.5"/>'
        f'<circle cx="{sx(1):.1f}" cy="{sy(1):.1f}" r="6" fill="none" stroke="#2f855a" stroke-width="2.5"/>'
        f'<text x="30" y="24" font-size="15" font-weight="bold" fill="#222">learning rate {asked.learning_rate:g}</text>'
        f'<text x="30" y="290" fill="#555">height {result["height"]:.4g}, {result["distance"]:.3f} from the lowest point</text></svg>\n'
    )
print(f"learning rate {asked.learning_rate:g}: height {result['height']:.6g} after {asked.steps} steps")
