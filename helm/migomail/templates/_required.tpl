{{/* What must be given, and what does not go together, said in one sentence each. */}}
{{- define "migomail.required" -}}
{{- with .Values -}}
{{- $_ := required "kafka.bootstrapServers is required: the host:port list of your Kafka brokers" .kafka.bootstrapServers -}}
{{- $_ := required "clickhouse.url is required: the HTTP URL of your ClickHouse" .clickhouse.url -}}
{{- $_ := required "masterKey.existingSecret is required: create it with kubectl create secret generic migomail-master --from-literal=master-key=$(openssl rand -base64 32)" .masterKey.existingSecret -}}
{{- $_ := required "flink.storage.uri is required: where checkpoints go, e.g. s3://bucket/migomail" .flink.storage.uri -}}
{{- $_ := required "ingress.smtp.tlsSecret is required: a kubernetes.io/tls Secret for STARTTLS" .ingress.smtp.tlsSecret -}}
{{- if and (eq .settings.delivery "capture") (not .settings.routes) (not .settings.captureMx) (not .sandbox.enabled) -}}
{{- fail "settings.delivery=capture needs sandbox.enabled, settings.captureMx or settings.routes" -}}
{{- end -}}
{{- if and .oidc.issuer (not (and .oidc.clientId .oidc.existingSecret .settings.publicUrl)) -}}
{{- fail "oidc.issuer needs oidc.clientId, oidc.existingSecret and settings.publicUrl" -}}
{{- end -}}
{{- if and .clickhouse.tls.caSecret (not (hasPrefix "https://" .clickhouse.url)) -}}
{{- fail "clickhouse.tls.caSecret needs an https clickhouse.url" -}}
{{- end -}}
{{- end -}}
{{- include "migomail.requiredOfKafka" .Values.kafka -}}
{{- include "migomail.requiredOfIngress" .Values.ingress -}}
{{- include "migomail.requiredOfFlink" .Values.flink -}}
{{- include "migomail.requiredOfEgress" .Values -}}
{{- if and .Values.monitoring.podMonitor.enabled .Values.monitoring.serviceMonitor.enabled -}}
{{- fail "monitoring.podMonitor and monitoring.serviceMonitor exclude each other: every metric would be scraped twice" -}}
{{- end -}}
{{- if and (or .Values.monitoring.podMonitor.enabled .Values.monitoring.serviceMonitor.enabled) (not .Values.metrics.enabled) -}}
{{- fail "monitoring.podMonitor and monitoring.serviceMonitor need metrics.enabled" -}}
{{- end -}}
{{- end -}}

{{- define "migomail.requiredOfKafka" -}}
{{- if and .clientProperties.existingSecret (or .tls.enabled .sasl.mechanism) -}}
{{- fail "kafka.clientProperties.existingSecret excludes kafka.tls and kafka.sasl: the file says it all" -}}
{{- end -}}
{{- if and (or .tls.caSecret .tls.userSecret) (not .tls.enabled) -}}
{{- fail "kafka.tls.caSecret and kafka.tls.userSecret need kafka.tls.enabled" -}}
{{- end -}}
{{- if and .sasl.mechanism (not (and .sasl.username .sasl.existingSecret)) -}}
{{- fail "kafka.sasl.mechanism needs kafka.sasl.username and kafka.sasl.existingSecret" -}}
{{- end -}}
{{- if and (or .strimzi.createTopics .strimzi.createUser) (not .strimzi.clusterName) -}}
{{- fail "kafka.strimzi.clusterName is required where topics or the user are Strimzi's" -}}
{{- end -}}
{{- end -}}

{{- define "migomail.requiredOfIngress" -}}
{{- if and .autoscaling.enabled (gt (int .autoscaling.minReplicas) (int .autoscaling.maxReplicas)) -}}
{{- fail "ingress.autoscaling.minReplicas is greater than maxReplicas" -}}
{{- end -}}
{{- if lt (int .terminationGracePeriodSeconds) (add (int .drainSeconds) 40) -}}
{{- fail "ingress.terminationGracePeriodSeconds must be at least 40 more than ingress.drainSeconds: what is on its way takes up to 30 seconds after them" -}}
{{- end -}}
{{- if and .http.ingress.enabled (not .http.ingress.hosts) -}}
{{- fail "ingress.http.ingress.hosts is required where ingress.http.ingress is enabled" -}}
{{- end -}}
{{- if and .http.gateway.enabled (not .http.gateway.parentRefs) -}}
{{- fail "ingress.http.gateway.parentRefs is required where ingress.http.gateway is enabled" -}}
{{- end -}}
{{- end -}}

{{- define "migomail.requiredOfFlink" -}}
{{- $s3 := hasPrefix "s3" .storage.uri -}}
{{- if and (hasPrefix "file:" .storage.uri) (not .storage.existingClaim) -}}
{{- fail "flink.storage.uri names files and needs flink.storage.existingClaim: a volume that all pods of the jobs share" -}}
{{- end -}}
{{- if and .storage.existingClaim (not (hasPrefix "file:///var/lib/migomail-storage" .storage.uri)) -}}
{{- fail "flink.storage.existingClaim is mounted at /var/lib/migomail-storage: flink.storage.uri must begin with file:///var/lib/migomail-storage" -}}
{{- end -}}
{{- if and (or .storage.s3.endpoint .storage.s3.existingSecret .storage.s3.region .storage.s3.pathStyleAccess) (not $s3) -}}
{{- fail "flink.storage.s3 needs an s3 URI in flink.storage.uri" -}}
{{- end -}}
{{- if and .delivery.fromSavepoint (gt (int .cells) 1) -}}
{{- fail "flink.delivery.fromSavepoint is of one delivery job, and flink.cells makes several: restore a cell with kubectl, by its job's own savepoint" -}}
{{- end -}}
{{- $s := . -}}
{{- range $name := list "delivery" "accounting" -}}
{{- $job := index $s $name -}}
{{- if lt (mul (int $job.taskManagers) (int $job.slotsPerTaskManager)) (int $job.parallelism) -}}
{{- fail (printf "flink.%s.parallelism is %d, but its TaskManagers have %d slots: taskManagers times slotsPerTaskManager" $name (int $job.parallelism) (mul (int $job.taskManagers) (int $job.slotsPerTaskManager))) -}}
{{- end -}}
{{- end -}}
{{- $own := list "kubernetes.cluster-id" "kubernetes.namespace" "high-availability.type" "high-availability.storageDir" "high-availability.cluster-id" "execution.checkpointing.dir" "parallelism.default" "taskmanager.numberOfTaskSlots" -}}
{{- range $key, $_ := .configuration -}}
{{- if has $key $own -}}
{{- fail (printf "flink.configuration: %s is the chart's to set, by flink.storage, parallelism and slotsPerTaskManager" $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "migomail.requiredOfEgress" -}}
{{- if .egress.enabled -}}
{{- if not .egress.nodes -}}
{{- fail "egress.nodes is required where egress is enabled: a name and the addresses that it owns" -}}
{{- end -}}
{{- $_ := required "egress.token.existingSecret is required where egress is enabled: create it with kubectl create secret generic migomail-egress --from-literal=token=$(openssl rand -hex 32)" .egress.token.existingSecret -}}
{{- if le (int .egress.terminationGracePeriodSeconds) (int .egress.drainSeconds) -}}
{{- fail "egress.terminationGracePeriodSeconds must be longer than egress.drainSeconds" -}}
{{- end -}}
{{- if le (int .egress.drainSeconds) (mul 5 (int .settings.smtpOutPatience)) -}}
{{- fail "egress.drainSeconds must be longer than five times settings.smtpOutPatience: an attempt that is cut off can deliver mail twice" -}}
{{- end -}}
{{- $names := list -}}
{{- $addresses := list -}}
{{- range .egress.nodes -}}
{{- if has .name $names -}}{{- fail (printf "egress.nodes: there are two nodes %s" .name) -}}{{- end -}}
{{- $names = append $names .name -}}
{{- if and $.egress.hostNetwork (not .nodeSelector) -}}
{{- fail (printf "egress.nodes: node %s needs a nodeSelector: with egress.hostNetwork the pod must be where the addresses are" .name) -}}
{{- end -}}
{{- range .addresses -}}
{{- if has . $addresses -}}{{- fail (printf "egress.nodes: two nodes own %s" .) -}}{{- end -}}
{{- $addresses = append $addresses . -}}
{{- end -}}
{{- end -}}
{{- else if .egress.nodes -}}
{{- fail "egress.nodes are given, but egress.enabled is false" -}}
{{- end -}}
{{- end -}}
