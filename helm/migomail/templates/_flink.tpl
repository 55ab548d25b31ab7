{{/* The jobs: what each is called, its values and its main class; a delivery job for each cell. */}}
{{- define "migomail.jobs" -}}
{{- range $cell := until (int .Values.flink.cells) }}
- {name: delivery{{ if $cell }}-cell-{{ $cell }}{{ end }}, kind: delivery, cell: {{ $cell }}, main: io.migomail.jobs.DeliveryMain}
{{- end }}
- {name: accounting, kind: accounting, cell: 0, main: io.migomail.jobs.AccountingMain}
{{- end -}}

{{/* Flink's configuration of one job, a line each: dict "root" $ "job" name "kind" delivery or accounting. */}}
{{- define "migomail.flinkConfiguration" -}}
{{- $flink := .root.Values.flink -}}
{{- $job := index $flink .kind -}}
{{- /* As FlinkSettings.cluster: a dead peer is noticed within 3 s. */ -}}
{{- $all := dict
    "heartbeat.interval" "500 ms"
    "heartbeat.timeout" "3 s"
    "heartbeat.rpc-failure-threshold" "1"
    "execution.state-recovery.from-local" "true"
    "taskmanager.network.memory.buffer-debloat.enabled" "true" }}
{{- $_ := set $all "high-availability.type" "kubernetes" }}
{{- $_ := set $all "high-availability.storageDir" (printf "%s/ha" (trimSuffix "/" $flink.storage.uri)) }}
{{- $_ := set $all "execution.checkpointing.dir" (printf "%s/checkpoints" (trimSuffix "/" $flink.storage.uri)) }}
{{- $_ := set $all "execution.checkpointing.savepoint-dir" (printf "%s/savepoints" (trimSuffix "/" $flink.storage.uri)) }}
{{- $_ := set $all "parallelism.default" $job.parallelism }}
{{- $_ := set $all "taskmanager.numberOfTaskSlots" $job.slotsPerTaskManager }}
{{- /* Netty's buffers of the deliveries under way. */}}
{{- $_ := set $all "taskmanager.memory.task.off-heap.size" "128m" }}
{{- $_ := set $all "env.java.opts.all" (include "migomail.jvm" .root) }}
{{- $_ := set $all "io.tmp.dirs" "/tmp" }}
{{- if .root.Values.metrics.enabled }}
{{- $_ := set $all "metrics.reporters" "prometheus" }}
{{- $_ := set $all "metrics.reporter.prometheus.factory.class" "org.apache.flink.metrics.prometheus.PrometheusReporterFactory" }}
{{- $_ := set $all "metrics.reporter.prometheus.port" .root.Values.metrics.flinkPort }}
{{- /* Bounds of histograms hold a point; what differs from start to start would make new series of all. */}}
{{- $_ := set $all "metrics.reporter.prometheus.filterLabelValueCharacters" "false" }}
{{- $_ := set $all "metrics.reporter.prometheus.scope.variables.excludes" "task_attempt_id;task_attempt_num;task_id;operator_id;job_id" }}
{{- end }}
{{- if $flink.internalTls.existingSecret }}
{{- $_ := set $all "security.ssl.internal.enabled" "true" }}
{{- /* PeerKeystore: one certificate for all, of any kind of key, which TLS 1.3 alone allows. */}}
{{- $_ := set $all "security.ssl.protocol" "TLSv1.3" }}
{{- $_ := set $all "security.ssl.algorithms" "TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384" }}
{{- range $store := list "keystore" "truststore" }}
{{- $_ := set $all (printf "security.ssl.internal.%s" $store) "/etc/migomail/flink-tls/keystore.p12" }}
{{- $_ := set $all (printf "security.ssl.internal.%s-type" $store) "PKCS12" }}
{{- $_ := set $all (printf "security.ssl.internal.%s-password" $store) "migomail" }}
{{- end }}
{{- $_ := set $all "security.ssl.internal.key-password" "migomail" }}
{{- end }}
{{- with $flink.storage.s3 }}
{{- if .endpoint }}
{{- $_ := set $all "s3.endpoint" .endpoint }}
{{- end }}
{{- if .pathStyleAccess }}
{{- $_ := set $all "s3.path.style.access" "true" }}
{{- end }}
{{- end }}
{{- if eq $flink.mode "standalone" }}
{{- $name := printf "%s-%s" (include "migomail.fullname" .root) .job }}
{{- $_ := set $all "kubernetes.cluster-id" $name }}
{{- $_ := set $all "kubernetes.namespace" .root.Release.Namespace }}
{{- $_ := set $all "high-availability.cluster-id" $name }}
{{- $_ := set $all "jobmanager.rpc.address" (printf "%s-jobmanager" $name) }}
{{- $_ := set $all "jobmanager.rpc.port" 6123 }}
{{- $_ := set $all "blob.server.port" 6124 }}
{{- $_ := set $all "rest.port" 8081 }}
{{- $_ := set $all "taskmanager.rpc.port" 6122 }}
{{- $_ := set $all "taskmanager.data.port" 6121 }}
{{- $_ := set $all "jobmanager.memory.process.size" (printf "%dm" (int $flink.jobManager.memoryMiB)) }}
{{- $_ := set $all "taskmanager.memory.process.size" (printf "%dm" (int $job.memoryMiB)) }}
{{- else }}
{{- $_ := set $all "kubernetes.operator.job.savepoint-on-deletion" "true" }}
{{- /* By default a container may have no more CPU than it asked for, which would show as latency. */}}
{{- $_ := set $all "kubernetes.jobmanager.cpu.limit-factor" "8" }}
{{- $_ := set $all "kubernetes.taskmanager.cpu.limit-factor" "8" }}
{{- /* Flink makes the TaskManagers that the slots need; those beyond are said this way. */}}
{{- $needed := divf $job.parallelism $job.slotsPerTaskManager | ceil }}
{{- $_ := set $all "slotmanager.redundant-taskmanager-num" (sub (int $job.taskManagers) (int $needed)) }}
{{- end }}
{{- range $key, $value := mergeOverwrite $all $flink.configuration }}
{{ $key }}: {{ if kindIs "float64" $value }}{{ int64 $value | toString | quote }}{{ else }}{{ $value | toString | quote }}{{ end }}
{{- end }}
{{- end -}}

{{/* Variables of a Flink container: dict "root" $ "kind" delivery or accounting "cell" its number "values" the job's. */}}
{{- define "migomail.flinkEnv" -}}
{{- $root := .root -}}
envFrom:
  - configMapRef: {name: {{ include "migomail.fullname" $root }}-settings}
  {{- with .values.extraEnvFrom }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
env:
  - name: POD_IP
    valueFrom:
      fieldRef: {fieldPath: status.podIP}
  - {name: MIGO_PARALLELISM, value: {{ .values.parallelism | quote }}}
  - {name: MIGO_CELL, value: {{ .cell | quote }}}
  - {name: MIGO_CHECKPOINTS, value: "{{ trimSuffix "/" $root.Values.flink.storage.uri }}/checkpoints"}
  {{- include "migomail.secrets" $root | nindent 2 }}
  {{- with $root.Values.egress }}
  {{- if and .enabled (eq $.kind "delivery") }}
  - {name: MIGO_EGRESS_NODES, value: {{ include "migomail.egressNodes" $root | quote }}}
  {{- include "migomail.secretEnv" (dict "name" "MIGO_EGRESS_TOKEN" "secret" .token.existingSecret "key" .token.key) | nindent 2 }}
  {{- end }}
  {{- end }}
  {{- if hasPrefix "s3" $root.Values.flink.storage.uri }}
  {{- with $root.Values.flink.storage.s3 }}
  - {name: ENABLE_BUILT_IN_PLUGINS, value: {{ .plugin | quote }}}
  {{- if .region }}
  - {name: AWS_REGION, value: {{ .region | quote }}}
  {{- end }}
  {{- if .existingSecret }}
  {{- include "migomail.secretEnv" (dict "name" "AWS_ACCESS_KEY_ID" "secret" .existingSecret "key" .accessKeyIdKey) | nindent 2 }}
  {{- include "migomail.secretEnv" (dict "name" "AWS_SECRET_ACCESS_KEY" "secret" .existingSecret "key" .secretAccessKeyKey) | nindent 2 }}
  {{- end }}
  {{- end }}
  {{- end }}
  {{- with .values.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* Where a Flink container may write, and what it reads. */}}
{{- define "migomail.flinkMounts" -}}
- {name: tmp, mountPath: /tmp}
- {name: log, mountPath: /opt/flink/log}
- {name: plugins, mountPath: /opt/flink/plugins}
- {name: data, mountPath: /var/lib/migomail}
{{- if eq .root.Values.flink.mode "standalone" }}
- {name: conf, mountPath: /opt/flink/conf}
{{- end }}
{{- if .root.Values.flink.storage.existingClaim }}
- {name: storage, mountPath: /var/lib/migomail-storage}
{{- end }}
{{- if and .root.Values.bodies.existingClaim (eq .kind "delivery") }}
- {name: bodies, mountPath: /var/lib/migomail-bodies}
{{- end }}
{{- if .root.Values.flink.internalTls.existingSecret }}
- {name: flink-tls, mountPath: /etc/migomail/flink-tls, readOnly: true}
{{- end }}
{{- include "migomail.clientMounts" . }}
{{- with .values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "migomail.flinkVolumes" -}}
- {name: tmp, emptyDir: {}}
- {name: log, emptyDir: {}}
- {name: plugins, emptyDir: {}}
- {name: data, emptyDir: {}}
{{- if eq .root.Values.flink.mode "standalone" }}
- {name: conf, emptyDir: {}}
- name: flink
  configMap: {name: {{ include "migomail.fullname" .root }}-{{ .job }}-flink}
{{- end }}
{{- with .root.Values.flink.storage.existingClaim }}
- name: storage
  persistentVolumeClaim: {claimName: {{ . | quote }}}
{{- end }}
{{- if and .root.Values.bodies.existingClaim (eq .kind "delivery") }}
- name: bodies
  persistentVolumeClaim: {claimName: {{ .root.Values.bodies.existingClaim | quote }}}
{{- end }}
{{- with .root.Values.flink.internalTls }}
{{- if .existingSecret }}
- name: flink-tls
  secret:
    secretName: {{ .existingSecret | quote }}
    items: [{key: {{ .key | quote }}, path: keystore.p12}]
{{- end }}
{{- end }}
{{- include "migomail.clientVolumes" . }}
{{- with .values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The image's start script writes into two folders of the image; with a read-only root it gets copies of them. */}}
{{- define "migomail.flinkCopies" -}}
- name: copies
  image: {{ include "migomail.image" (dict "root" .root "image" .root.Values.flink.image) }}
  imagePullPolicy: {{ .root.Values.flink.image.pullPolicy }}
  {{- if eq .root.Values.flink.mode "standalone" }}
  command: [sh, -c, "cp -R /opt/flink/plugins/. /copies/plugins/ && cp -R /opt/flink/conf/. /copies/conf/ && cp /etc/migomail/flink/config.yaml /copies/conf/config.yaml"]
  {{- else }}
  command: [sh, -c, "cp -R /opt/flink/plugins/. /copies/plugins/"]
  {{- end }}
  resources:
    requests: {cpu: 50m, memory: 64Mi}
    limits: {memory: 64Mi}
  {{- include "migomail.containerSecurity" .root | nindent 2 }}
  volumeMounts:
    - {name: plugins, mountPath: /copies/plugins}
    {{- if eq .root.Values.flink.mode "standalone" }}
    - {name: conf, mountPath: /copies/conf}
    - {name: flink, mountPath: /etc/migomail/flink, readOnly: true}
    {{- end }}
{{- end -}}
