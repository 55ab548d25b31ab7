{{- define "migomail.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 32 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 32 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 32 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Labels that select the pods of one component: dict "root" $ "component" name. */}}
{{- define "migomail.selector" -}}
{{ include "migomail.instance" .root }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Labels that select all pods of the release. */}}
{{- define "migomail.instance" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
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

{{/* Name and labels of an object: dict "root" $ "component" name "name" what follows the prefix, with "annotations" and "labels" where there are any. */}}
{{- define "migomail.metadata" -}}
name: {{ include "migomail.fullname" .root }}-{{ .name }}
labels:
  {{- include "migomail.labels" . | nindent 2 }}
  {{- with .labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .annotations }}
annotations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Annotations of what there is before an install or upgrade only: dict "root" $ "order" number. A user that this release makes is not there before it. */}}
{{- define "migomail.before" -}}
helm.sh/hook: {{ ternary "post" "pre" .root.Values.kafka.strimzi.createUser }}-install,pre-upgrade
helm.sh/hook-weight: {{ .order | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}

{{/* dict "root" $ "image" values. */}}
{{- define "migomail.image" -}}
{{- with .root.Values.imageRegistry }}{{ trimSuffix "/" . }}/{{ end -}}
{{ .image.repository }}
{{- if .image.digest }}@{{ .image.digest }}{{ else }}:{{ default .root.Chart.AppVersion .image.tag }}{{ end -}}
{{- end -}}

{{- define "migomail.serviceAccount" -}}
{{ default (printf "%s-flink" (include "migomail.fullname" .)) .Values.flink.serviceAccount.name }}
{{- end -}}
