#!/bin/bash
# What the chart uses of the official Flink image's start script, for a base that is made of Debian and Flink's jars:
#   standalone-job ARGUMENTS   the JobManager of an application
#   taskmanager ARGUMENTS      a TaskManager
#   anything else              runs as a command
# The JobManager's address goes into the configuration, Flink's own classes compute the memory, and the JVM takes this process's place.
set -euo pipefail

utils() { # command of Flink's, more arguments
  local said
  said=$(java -cp "$FLINK_HOME/lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils "$1" --configDir "$FLINK_HOME/conf" "${@:2}")
  sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p' <<<"$said"
}

run() { # command that computes the memory, main class, arguments
  local memory options main=$2 configuration
  configuration=$(utils UPDATE_AND_GET_FLINK_CONFIGURATION \
    "-Djobmanager.rpc.address=${JOB_MANAGER_RPC_ADDRESS:-$(hostname)}" -Dblob.server.port=6124 -Dquery.server.port=6125)
  printf '%s\n' "$configuration" >"$FLINK_HOME/conf/config.yaml"
  options=$(utils UPDATE_AND_GET_FLINK_CONFIGURATION -flatten | sed -n 's/^env\.java\.opts\.all: //p')
  mapfile -t memory < <(utils "$1" "${@:3}")
  # shellcheck disable=SC2086
  exec java ${memory[0]} $options "-Dlog4j.configurationFile=file:$FLINK_HOME/conf/log4j-console.properties" \
    -cp "$FLINK_HOME/lib/*" "$main" --configDir "$FLINK_HOME/conf" ${memory[1]} "${@:3}"
}

case ${1:-} in
  standalone-job) run GET_JM_RESOURCE_PARAMS org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint "${@:2}" ;;
  taskmanager) run GET_TM_RESOURCE_PARAMS org.apache.flink.runtime.taskexecutor.TaskManagerRunner "${@:2}" ;;
  *) exec "$@" ;;
esac
