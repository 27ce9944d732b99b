#!/bin/sh
# 값 바꿔 보기: 학습률 네 가지를 한꺼번에. · Parameter sweep: four learning rates at once, one task of an array each.
set -- 0.3 0.1 0.03 0.01
shift "${MODU_ARRAY_INDEX:-0}"
echo "task ${MODU_ARRAY_INDEX:-0}: learning rate $1"
python3 sweep.py --index "${MODU_ARRAY_INDEX:-0}" --learning-rate "$1"
