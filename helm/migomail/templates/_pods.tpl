{{/* What every pod is: dict "root" $ "component" name "values" the component's. */}}
{{- define "migomail.pod" -}}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- /* Variables of Services beside us could begin with MIGO_, and an unknown setting is refused. */}}
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  {{- range $key, $value := .security }}
  {{- if not (kindIs "invalid" $value) }}
  {{ $key }}: {{ toJson $value }}
  {{- end }}
  {{- end }}
  seccompProfile: {type: RuntimeDefault}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- $selector := dict "matchLabels" (fromYaml (include "migomail.selector" .)) }}
{{- $spread := default (list (dict "maxSkew" 1 "topologyKey" "kubernetes.io/hostname" "whenUnsatisfiable" "ScheduleAnyway")) .values.topologySpreadConstraints }}
topologySpreadConstraints:
{{- range $spread }}
  - {{- toYaml (merge (dict) . (dict "labelSelector" $selector)) | nindent 4 }}
{{- end }}
{{- end -}}

{{/* Labels and annotations of pods: dict "root" $ "component" name "values" the component's, with "checksum" where settings are mounted. */}}
{{- define "migomail.podMetadata" -}}
labels:
  {{- include "migomail.labels" . | nindent 2 }}
  {{- with .values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- if or .checksum .values.podAnnotations }}
annotations:
  {{- if .checksum }}
  checksum/settings: {{ .checksum }}
  {{- end }}
  {{- with .values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* The restricted profile of Pod Security, and a read-only root beside it. */}}
{{- define "migomail.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* Options of every JVM of ours, as in standalone/jvm.options. */}}
{{- define "migomail.jvm" -}}
-XX:MaxInlineLevel=9 -XX:FreqInlineSize=150 -XX:InlineSmallCode=1200 -XX:LoopUnrollLimit=20 -XX:PerMethodTrapLimit=0 -XX:+ExitOnOutOfMemoryError -Dio.netty.tryReflectionSetAccessible=false --add-opens=java.base/java.util=ALL-UNNAMED
{{- end -}}

{{/* Entries of env for one entry of a Secret: dict "name" variable "secret" name "key" key. */}}
{{- define "migomail.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: {name: {{ .secret | quote }}, key: {{ .key | quote }}}
{{- end -}}

{{/* Secrets that every program of ours needs. */}}
{{- define "migomail.secrets" -}}
{{ include "migomail.secretEnv" (dict "name" "MIGO_MASTER_KEY" "secret" .Values.masterKey.existingSecret "key" .Values.masterKey.key) }}
{{- with .Values.clickhouse }}
{{- if .existingSecret }}
{{ include "migomail.secretEnv" (dict "name" "MIGO_CLICKHOUSE_USER" "secret" .existingSecret "key" .usernameKey) }}
{{ include "migomail.secretEnv" (dict "name" "MIGO_CLICKHOUSE_PASSWORD" "secret" .existingSecret "key" .passwordKey) }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Volumes of what clients of Kafka and ClickHouse read; "map" is the ConfigMap with client.properties. */}}
{{- define "migomail.clientVolumes" -}}
{{- $kafka := .root.Values.kafka }}
{{- if $kafka.clientProperties.existingSecret }}
- name: kafka
  secret:
    secretName: {{ $kafka.clientProperties.existingSecret | quote }}
    items: [{key: {{ $kafka.clientProperties.key | quote }}, path: client.properties}]
{{- else if include "migomail.kafkaProperties" .root }}
- name: kafka
  configMap: {name: {{ .map }}}
{{- end }}
{{- if and $kafka.tls.enabled $kafka.tls.caSecret }}
- name: kafka-ca
  secret:
    secretName: {{ $kafka.tls.caSecret | quote }}
    items: [{key: {{ $kafka.tls.caKey | quote }}, path: ca.crt}]
{{- end }}
{{- if and $kafka.tls.enabled $kafka.tls.userSecret }}
- name: kafka-user
  secret:
    secretName: {{ $kafka.tls.userSecret | quote }}
    items: [{key: user.p12, path: user.p12}, {key: user.password, path: user.password}]
{{- end }}
{{- if $kafka.sasl.mechanism }}
- name: kafka-sasl
  secret:
    secretName: {{ $kafka.sasl.existingSecret | quote }}
    items: [{key: {{ $kafka.sasl.passwordKey | quote }}, path: password}]
{{- end }}
{{- with .root.Values.clickhouse.tls }}
{{- if .caSecret }}
- name: clickhouse-ca
  secret:
    secretName: {{ .caSecret | quote }}
    items: [{key: {{ .caKey | quote }}, path: ca.crt}]
{{- end }}
{{- end }}
{{- end -}}

{{/* Where they are mounted. */}}
{{- define "migomail.clientMounts" -}}
{{- range fromYamlArray (include "migomail.clientVolumes" .) }}
- {name: {{ .name }}, mountPath: /etc/migomail/{{ .name }}, readOnly: true}
{{- end }}
{{- end -}}
