{{- define "migomail.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Labels that select pods: dict "root" . "component" name */}}
{{- define "migomail.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "migomail.labels" -}}
{{ include "migomail.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "migomail.image" -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}

{{- define "migomail.flinkImage" -}}
{{ .Values.flink.image.repository }}:{{ default .Chart.AppVersion .Values.flink.image.tag }}
{{- end -}}

{{/* What must be given, said in one sentence each. */}}
{{- define "migomail.required" -}}
{{- $_ := required "kafka.bootstrapServers is required: the host:port list of your Kafka brokers" .Values.kafka.bootstrapServers -}}
{{- $_ := required "clickhouse.url is required: the HTTP URL of your ClickHouse" .Values.clickhouse.url -}}
{{- $_ := required "masterKey.existingSecret is required: create it with kubectl create secret generic migomail-master --from-literal=master-key=$(openssl rand -base64 32)" .Values.masterKey.existingSecret -}}
{{- $_ := required "flink.storageUri is required: where checkpoints go, e.g. s3://bucket/migomail" .Values.flink.storageUri -}}
{{- $_ := required "ingress.smtp.tlsSecret is required: a kubernetes.io/tls Secret for STARTTLS" .Values.ingress.smtp.tlsSecret -}}
{{- if and (eq .Values.settings.delivery "capture") (not .Values.settings.routes) -}}
{{- fail "settings.delivery=capture needs settings.routes: the chart has no built-in MX" -}}
{{- end -}}
{{- end -}}

{{- define "migomail.env" -}}
envFrom:
  - configMapRef:
      name: {{ include "migomail.fullname" . }}-settings
env:
  - name: MIGO_MASTER_KEY
    valueFrom:
      secretKeyRef:
        name: {{ .Values.masterKey.existingSecret }}
        key: {{ .Values.masterKey.key }}
{{- if .Values.clickhouse.existingSecret }}
  - name: MIGO_CLICKHOUSE_USER
    valueFrom:
      secretKeyRef:
        name: {{ .Values.clickhouse.existingSecret }}
        key: {{ .Values.clickhouse.usernameKey }}
  - name: MIGO_CLICKHOUSE_PASSWORD
    valueFrom:
      secretKeyRef:
        name: {{ .Values.clickhouse.existingSecret }}
        key: {{ .Values.clickhouse.passwordKey }}
{{- end }}
{{- if .Values.oidc.issuer }}
  - name: MIGO_OIDC_CLIENT_SECRET
    valueFrom:
      secretKeyRef:
        name: {{ required "oidc.existingSecret is required where oidc.issuer is set" .Values.oidc.existingSecret }}
        key: {{ .Values.oidc.key }}
{{- end }}
{{- end -}}

{{- define "migomail.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- define "migomail.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}
