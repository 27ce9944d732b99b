#!/bin/sh
# 첫 학습: 붓꽃 150송이를 재고 종류를 맞히는 작은 신경망 · Your first training run: a small neural network that tells irises apart
# train.py와 iris.csv는 이미 작업 폴더에 있어요. · train.py and iris.csv are in the working folder already.
python3 train.py --epochs 600 --hidden 24 --learning-rate 0.01
