"""Trains a small neural network on Fisher's irises with nothing but Python's standard library.

Data: iris.csv, 150 flowers of three species, R. A. Fisher, "The use of multiple measurements in taxonomic problems",
Annals of Eugenics 7 (1936), public domain. Writes loss.csv (one line an epoch), result.svg and a line with the accuracy.
"""
import argparse
import csv
import math
import random
import time

SPECIES = ["setosa", "versicolor", "virginica"]


def read_flowers(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"]
    return [([float(row[name]) for name in names], SPECIES.index(row["species"])) for row in rows]


def standardise(train, test):
    """Mean 0 and deviation 1, measured on the training part alone."""
    columns = list(zip(*[x for x, _ in train]))
    means = [sum(column) / len(column) for column in columns]
    devs = [math.sqrt(sum((v - m) ** 2 for v in column) / len(column)) for column, m in zip(columns, means)]
    scale = lambda part: [([(v - m) / d for v, m, d in zip(x, means, devs)], y) for x, y in part]
    return scale(train), scale(test)


class Network:
    """4 inputs, one hidden layer (tanh), 3 outputs (softmax)."""

    def __init__(self, inputs, hidden, outputs):
        normal = lambda rows, columns: [[random.gauss(0, 1 / math.sqrt(columns)) for _ in range(columns)] for _ in range(rows)]
        self.w1, self.b1 = normal(hidden, inputs), [0.0] * hidden
        self.w2, self.b2 = normal(outputs, hidden), [0.0] * outputs

    def forward(self, x):
        h = [math.tanh(sum(w * v for w, v in zip(row, x)) + b) for row, b in zip(self.w1, self.b1)]
        z = [sum(w * v for w, v in zip(row, h)) + b for row, b in zip(self.w2, self.b2)]
        top = max(z)
        e = [math.exp(v - top) for v in z]
        total = sum(e)
        return h, [v / total for v in e]

    def learn(self, x, y, rate):
        h, p = self.forward(x)
        dz = [p[k] - (1.0 if k == y else 0.0) for k in range(len(p))]
        dh = [(1 - h[j] ** 2) * sum(dz[k] * self.w2[k][j] for k in range(len(dz))) for j in range(len(h))]
        for k, d in enumerate(dz):
            self.w2[k] = [w - rate * d * v for w, v in zip(self.w2[k], h)]
            self.b2[k] -= rate * d
        for j, d in enumerate(dh):
            self.w1[j] = [w - rate * d * v for w, v in zip(self.w1[j], x)]
            self.b1[j] -= rate * d
        return -math.log(max(p[y], 1e-12))


def measure(network, part):
    right, loss = 0, 0.0
    confusion = [[0] * len(SPECIES) for _ in SPECIES]
    for x, y in part:
        _, p = network.forward(x)
        guess = p.index(max(p))
        confusion[y][guess] += 1
        right += guess == y
        loss -= math.log(max(p[y], 1e-12))
    return right / len(part), loss / len(part), confusion


def draw(history, flowers, guesses, accuracy, confusion):
    """Left: loss by epoch. Right: every flower by its petals, coloured by what the network says; wrong ones have a ring."""
    colours = ["#1d5a9e", "#b7791f", "#2f855a"]
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 380" font-family="sans-serif" font-size="13">',
           '<rect width="820" height="380" fill="#ffffff"/>']
    top = max(max(row[1], row[2]) for row in history)
    px = lambda epoch: 60 + 320 * (epoch - 1) / max(1, len(history) - 1)
    py = lambda loss: 310 - 240 * loss / top
    for step in range(5):
        value = top * step / 4
        out.append(f'<line x1="60" x2="380" y1="{py(value):.1f}" y2="{py(value):.1f}" stroke="#e5e5e0"/>')
        out.append(f'<text x="52" y="{py(value) + 4:.1f}" text-anchor="end" fill="#555">{value:.2f}</text>')
    for column, colour, name in ((1, "#1d5a9e", "train"), (2, "#b7791f", "test")):
        points = " ".join(f"{px(row[0]):.1f},{py(row[column]):.1f}" for row in history)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="372" y="{py(history[-1][column]) - (6 if column == 2 else -16):.1f}" text-anchor="end" fill="{colour}">{name} {history[-1][column]:.3f}</text>')
    out.append(f'<text x="60" y="36" font-size="16" font-weight="bold" fill="#222">Loss, {len(history)} epochs</text>')
    out.append('<text x="60" y="334" fill="#555">1</text>')
    out.append(f'<text x="380" y="334" text-anchor="end" fill="#555">{len(history)}</text>')
    out.append(f'<text x="460" y="36" font-size="16" font-weight="bold" fill="#222">Accuracy {accuracy:.3f} on 30 unseen flowers</text>')
    fx = lambda v: 470 + 320 * (v - 0.8) / 6.4
    fy = lambda v: 310 - 240 * v / 2.6
    out.append('<line x1="470" x2="790" y1="310" y2="310" stroke="#999"/><line x1="470" x2="470" y1="70" y2="310" stroke="#999"/>')
    for (x, y), guess in zip(flowers, guesses):
        ring = ' stroke="#c02f2f" stroke-width="3"' if guess != y else ' stroke="#ffffff"'
        out.append(f'<circle cx="{fx(x[2]):.1f}" cy="{fy(x[3]):.1f}" r="5" fill="{colours[guess]}" fill-opacity="0.8"{ring}/>')
    out.append('<text x="630" y="334" text-anchor="middle" fill="#555">petal length (cm)</text>')
    out.append('<text x="454" y="190" text-anchor="middle" fill="#555" transform="rotate(-90 454 190)">petal width (cm)</text>')
    for k, name in enumerate(SPECIES):
        out.append(f'<circle cx="{482 + 108 * k}" cy="360" r="5" fill="{colours[k]}"/><text x="{492 + 108 * k}" y="364" fill="#333">{name}</text>')
    out.append("</svg>")
    with open("result.svg", "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")
    print("confusion (rows: truth, columns: guess)")
    for name, row in zip(SPECIES, confusion):
        print(f"  {name:<11}" + " ".join(f"{count:>3}" for count in row))


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--epochs", type=int, default=600)
    words.add_argument("--hidden", type=int, default=24)
    words.add_argument("--learning-rate", type=float, default=0.01)
    words.add_argument("--seed", type=int, default=1936)
    asked = words.parse_args()
    random.seed(asked.seed)

    flowers = read_flowers("iris.csv")
    random.shuffle(flowers)
    raw_train, raw_test = flowers[30:], flowers[:30]
    train, test = standardise(raw_train, raw_test)
    print(f"{len(train)} flowers to learn from, {len(test)} unseen, {len(SPECIES)} species", flush=True)

    network = Network(4, asked.hidden, len(SPECIES))
    began, history = time.time(), []
    for epoch in range(1, asked.epochs + 1):
        random.shuffle(train)
        loss = sum(network.learn(x, y, asked.learning_rate) for x, y in train) / len(train)
        accuracy, test_loss, _ = measure(network, test)
        history.append((epoch, loss, test_loss, accuracy))
        if epoch == 1 or epoch % 20 == 0:
            print(f"epoch {epoch:>4}/{asked.epochs}  loss {loss:.4f}  test loss {test_loss:.4f}  accuracy {accuracy:.3f}  {time.time() - began:5.1f} s", flush=True)

    with open("loss.csv", "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["epoch", "train_loss", "test_loss", "test_accuracy"])
        table.writerows([(e, f"{a:.6f}", f"{b:.6f}", f"{c:.4f}") for e, a, b, c in history])
    accuracy, _, confusion = measure(network, test)
    guesses = [max(range(3), key=lambda k: p[k]) for p in (network.forward(x)[1] for x, _ in test + train)]
    draw(history, raw_test + [], guesses[:30], accuracy, confusion)
    print(f"accuracy: {accuracy:.4f}")
    print("wrote loss.csv and result.svg")


if __name__ == "__main__":
    main()
