modu_run sleep 1
