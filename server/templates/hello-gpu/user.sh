#!/bin/sh
# GPU 인사하기: 스케줄러가 준 것을 그대로 보여 줘요. · Hello GPU: prints what the scheduler gave you.
echo "hello from $(uname -n), $(uname -s) $(uname -m)"
echo "job        ${SLURM_JOB_ID:-${PBS_JOBID:-?}}"
echo "partition  ${SLURM_JOB_PARTITION:-${PBS_QUEUE:-?}}"
echo "nodes      ${SLURM_JOB_NODELIST:-$(sort -u "${PBS_NODEFILE:-/dev/null}" 2>/dev/null | tr '\n' ' ')}"
echo "cores      ${SLURM_CPUS_ON_NODE:-${NCPUS:-?}}"
echo "GPUs       ${MODU_GPUS:-?} (CUDA_VISIBLE_DEVICES=${CUDA_VISIBLE_DEVICES:-none} HIP_VISIBLE_DEVICES=${HIP_VISIBLE_DEVICES:-none})"
if command -v nvidia-smi >/dev/null 2>&1; then nvidia-smi -L
elif command -v rocm-smi >/dev/null 2>&1; then rocm-smi --showproductname
else echo 'no nvidia-smi or rocm-smi here: the GPUs of this centre are pretended'
fi
python3 --version
