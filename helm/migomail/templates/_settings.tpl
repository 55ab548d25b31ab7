{{/* Settings that are no secret, as NAME: value. */}}
{{- define "migomail.settings" -}}
MIGO_KAFKA: {{ .Values.kafka.bootstrapServers | quote }}
MIGO_KAFKA_REPLICATION: {{ .Values.kafka.replication | quote }}
MIGO_CELLS: {{ .Values.flink.cells | quote }}
{{- if or .Values.kafka.clientProperties.existingSecret (include "migomail.kafkaProperties" .) }}
MIGO_KAFKA_CONFIG: /etc/migomail/kafka/client.properties
{{- end }}
MIGO_CLICKHOUSE_URL: {{ .Values.clickhouse.url | quote }}
MIGO_CLICKHOUSE_DATABASE: {{ .Values.clickhouse.database | quote }}
{{- with .Values.clickhouse.cluster }}
MIGO_CLICKHOUSE_CLUSTER: {{ . | quote }}
{{- end }}
{{- if .Values.clickhouse.tls.caSecret }}
MIGO_CLICKHOUSE_CA: /etc/migomail/clickhouse-ca/ca.crt
{{- end }}
MIGO_DATA: /var/lib/migomail
{{- if .Values.bodies.existingClaim }}
MIGO_BODIES: file:///var/lib/migomail-bodies
{{- end }}
{{- with .Values.settings }}
MIGO_DELIVERY: {{ .delivery | quote }}
MIGO_SMTP_OUT_PORT: {{ .smtpOutPort | quote }}
MIGO_SMTP_OUT_PATIENCE: {{ .smtpOutPatience | quote }}
MIGO_ALLOW_PRIVATE_MX: {{ .allowPrivateMx | quote }}
MIGO_ALLOW_PRIVATE_WEBHOOKS: {{ .allowPrivateWebhooks | quote }}
{{- $named := dict
    "MIGO_HOSTNAME" .hostname
    "MIGO_PUBLIC_URL" .publicUrl
    "MIGO_TRACKING_DOMAIN" .trackingDomain
    "MIGO_TRACKING_URL" .trackingUrl
    "MIGO_SPF_DOMAIN" .spfDomain
    "MIGO_DNS" .dns
    "MIGO_ROUTES" .routes
    "MIGO_CAPTURE_MX" (include "migomail.captureMx" $)
    "MIGO_INBOX_URL" (include "migomail.inboxUrl" $)
    "MIGO_LOG" .log
    "MIGO_EGRESS_IPS" .egressIps
    "MIGO_TRUSTED_PROXIES" .trustedProxies
    "MIGO_SANDBOX_HOST" .sandboxHost }}
{{- range $name, $value := $named }}
{{- if $value }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Name of a Service of ours that every resolver of the cluster understands: dict "root" $ "name" what follows the prefix. */}}
{{- define "migomail.host" -}}
{{ include "migomail.fullname" .root }}-{{ .name }}.{{ .root.Release.Namespace }}.svc.{{ .root.Values.clusterDomain }}
{{- end -}}

{{/* Where sandbox mail goes; empty = nowhere. */}}
{{- define "migomail.captureMx" -}}
{{- with .Values.settings.captureMx -}}
{{ . }}
{{- else -}}
{{- if .Values.sandbox.enabled }}{{ include "migomail.host" (dict "root" . "name" "sandbox") }}:2526{{ end -}}
{{- end -}}
{{- end -}}

{{- define "migomail.inboxUrl" -}}
{{- with .Values.settings.inboxUrl -}}
{{ . }}
{{- else -}}
{{- if and .Values.sandbox.enabled (not .Values.settings.captureMx) }}http://{{ include "migomail.fullname" . }}-sandbox:8025{{ end -}}
{{- end -}}
{{- end -}}

{{/* Settings of Kafka's clients. Secrets are read by the clients from the files of the Secrets. */}}
{{- define "migomail.kafkaProperties" -}}
{{- with .Values.kafka }}
{{- if and (or .tls.enabled .sasl.mechanism) (not .clientProperties.existingSecret) }}
security.protocol={{ if .sasl.mechanism }}SASL_{{ end }}{{ if .tls.enabled }}SSL{{ else }}PLAINTEXT{{ end }}
{{- if and .tls.enabled .tls.caSecret }}
ssl.truststore.type=PEM
ssl.truststore.location=/etc/migomail/kafka-ca/ca.crt
{{- end }}
{{- if and .tls.enabled .tls.userSecret }}
ssl.keystore.type=PKCS12
ssl.keystore.location=/etc/migomail/kafka-user/user.p12
ssl.keystore.password=${directory:/etc/migomail/kafka-user:user.password}
{{- end }}
{{- if .sasl.mechanism }}
sasl.mechanism={{ .sasl.mechanism }}
sasl.jaas.config=org.apache.kafka.common.security.{{ if hasPrefix "SCRAM" .sasl.mechanism }}scram.Scram{{ else }}plain.Plain{{ end }}LoginModule required username="{{ .sasl.username }}" password="${directory:/etc/migomail/kafka-sasl:password}";
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Addresses of egress nodes, each with the host and port of the program that owns it. */}}
{{- define "migomail.egressNodes" -}}
{{- $all := list }}
{{- range $node := .Values.egress.nodes }}
{{- range $node.addresses }}
{{- $all = append $all (printf "%s=%s:%v" . (include "migomail.host" (dict "root" $ "name" (printf "egress-%s" $node.name))) (int $.Values.egress.port)) }}
{{- end }}
{{- end }}
{{- join "," $all }}
{{- end -}}
