# JupyterLab where it is found, else Jupyter Notebook (7, or the classic 6), else one made in a virtual environment of the person's own.
venv=$HOME/.modu/apps/jupyter
find_jupyter() {
  for name in jupyter-lab jupyter-notebook; do
    jupyter=$(command -v "$name") && return 0
    jupyter=$venv/bin/$name
    [ -e "$venv/complete" ] && [ -x "$jupyter" ] && return 0
  done
  return 1
}
make_jupyter() {
  command -v python3 >/dev/null 2>&1 || return 1
  echo 'modu: no Jupyter here yet; making one in your own folder, once. This takes about a minute.'
  mkdir -p "$HOME/.modu/apps"
  # One at a time: a second launch waits for the first one's.
  exec 8>"$HOME/.modu/apps/jupyter.lock"
  command -v flock >/dev/null 2>&1 && flock -w 600 8
  find_jupyter && return 0
  rm -rf "$venv"
  python3 -m venv "$venv" &&
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input jupyterlab &&
    : >"$venv/complete"
}
find_jupyter || { make_jupyter && find_jupyter; } || {
  echo 'modu: there is no Jupyter at this centre. It needs JupyterLab or Jupyter Notebook (Debian: apt-get install jupyter-notebook; elsewhere: pip install jupyterlab).'
  exit 69
}
exec 8>&-

case ${MODU_FIELD_FOLDER:-home} in launch) root=$PWD ;; *) root=$HOME ;; esac
set -- password= allow_remote_access=True allow_origin= quit_button=False
if [ -n "$MODU_SOCKET" ]; then
  set -- "$@" "sock=$MODU_SOCKET" sock_mode=0600
else
  set -- "$@" ip=0.0.0.0 "port=$MODU_PORT" port_retries=0
fi
# The classic Notebook reads its settings under one name, all that came after under the other; each passes over what is not its own.
# The person's own settings must not open a second door; the gateway has checked host and origin before Jupyter sees a request.
for setting; do
  set -- "$@" "--ServerApp.$setting" "--NotebookApp.$setting"
  shift
done
# Read by Jupyter itself, so that it stands in no list of processes. @see jupyter_server, IdentityProvider.token
export JUPYTER_TOKEN_FILE=$MODU_SECRET_FILE
modu_run "$jupyter" --no-browser --allow-root "$@" "--ServerApp.root_dir=$root" "--NotebookApp.notebook_dir=$root"
