{{/* Rules of egress, each an entry of a list. Any pod asks the DNS: the cluster's, or settings.dns. */}}
{{- define "migomail.toDns" -}}
{{- $ports := list 53 -}}
{{- with .Values.settings.dns }}{{ $ports = append $ports (regexFind "[0-9]+$" . | int) | uniq }}{{ end -}}
- ports:
    {{- range $ports }}
    - {port: {{ . }}, protocol: UDP}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end -}}

{{- define "migomail.toKafka" -}}
- ports:
    {{- range splitList "," .Values.kafka.bootstrapServers | toStrings }}
    - {port: {{ regexFind "[0-9]+$" . }}, protocol: TCP}
    {{- end }}
  {{- with .Values.networkPolicy.kafkaTo }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "migomail.toClickHouse" -}}
- ports:
    {{- $host := (urlParse .Values.clickhouse.url).host }}
    {{- $standard := ternary "443" "80" (hasPrefix "https:" .Values.clickhouse.url) }}
    - {port: {{ default $standard (regexFind ":[0-9]+$" $host | trimPrefix ":") }}, protocol: TCP}
  {{- with .Values.networkPolicy.clickhouseTo }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* The Kubernetes API and the store of checkpoints. */}}
{{- define "migomail.toPlatform" -}}
{{- $ports := .Values.networkPolicy.apiServerPorts -}}
{{- if hasPrefix "s3" .Values.flink.storage.uri -}}
{{- $endpoint := default "https://s3.amazonaws.com" .Values.flink.storage.s3.endpoint -}}
{{- $standard := ternary "443" "80" (hasPrefix "https:" $endpoint) -}}
{{- $ports = append $ports (default $standard (regexFind ":[0-9]+$" (urlParse $endpoint).host | trimPrefix ":") | int) -}}
{{- end -}}
- ports:
    {{- range $ports | uniq }}
    - {port: {{ int . }}, protocol: TCP}
    {{- end }}
{{- end -}}

{{/* Pods of one component as a peer, at ports: dict "root" $ "component" name "ports" list. */}}
{{- define "migomail.peer" -}}
- podSelector:
    matchLabels: {{- include "migomail.selector" . | nindent 6 }}
{{- end -}}

{{/* Who may scrape: dict "root" $ "port" number. */}}
{{- define "migomail.fromMetrics" -}}
{{- if .root.Values.metrics.enabled -}}
- ports: [{port: {{ .port }}, protocol: TCP}]
  {{- with .root.Values.networkPolicy.metricsFrom }}
  from: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}
