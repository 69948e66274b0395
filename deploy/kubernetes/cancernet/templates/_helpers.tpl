{{/* Labels that select the pods of a component. */}}
{{- define "cancernet.selector" -}}
app.kubernetes.io/name: cancernet
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* Labels of everything. */}}
{{- define "cancernet.labels" -}}
{{ include "cancernet.selector" . }}
app.kubernetes.io/part-of: cancernet
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "cancernet.image" -}}
{{- $image := .root.Values.image -}}
{{ $image.registry }}{{ $image.repository }}/{{ .service }}:{{ $image.tag | default .root.Chart.AppVersion }}{{ if .cuda }}-cuda{{ end }}
{{- end }}

{{- define "cancernet.kafkaCluster" -}}
{{ .Release.Name }}-kafka
{{- end }}

{{- define "cancernet.bootstrap" -}}
{{- if .Values.kafka.strimzi.enabled -}}
{{ include "cancernet.kafkaCluster" . }}-kafka-bootstrap:9093
{{- else -}}
{{ required "kafka.bootstrapServers is missing: name the brokers, or set kafka.strimzi.enabled" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end }}

{{- define "cancernet.postgresCluster" -}}
{{ .Release.Name }}-postgres
{{- end }}

{{- define "cancernet.postgresSecret" -}}
{{- if .Values.postgres.cloudNativePg.enabled -}}
{{ include "cancernet.postgresCluster" . }}-app
{{- else -}}
{{ required "postgres.existingSecret is missing: name a secret with the keys username and password, or set postgres.cloudNativePg.enabled" .Values.postgres.existingSecret }}
{{- end -}}
{{- end }}

{{- define "cancernet.jdbcUrl" -}}
{{- $checked := "sslmode=verify-full&sslrootcert=/etc/cancernet/postgres-ca/ca.crt" -}}
{{- if .Values.postgres.cloudNativePg.enabled -}}
jdbc:postgresql://{{ include "cancernet.postgresCluster" . }}-rw:5432/cancernet?{{ $checked }}
{{- else -}}
{{- $url := required "postgres.jdbcUrl is missing: give one, or set postgres.cloudNativePg.enabled" .Values.postgres.jdbcUrl -}}
{{- if .Values.postgres.caSecret -}}
{{- if regexMatch "[?&]ssl" $url -}}
{{- fail "postgres.jdbcUrl has ssl settings of its own: postgres.caSecret adds sslmode and sslrootcert to it, so leave them out" -}}
{{- end -}}
{{ $url }}{{ ternary "&" "?" (contains "?" $url) }}{{ $checked }}
{{- else -}}
{{ $url }}
{{- end -}}
{{- end -}}
{{- end }}

{{/*
Secrets with the certificates of authorities (key ca.crt) by the folder below /etc/cancernet where they lie: what the
operators make, or what the values name.
*/}}
{{- define "cancernet.authorities" -}}
{{- $found := dict -}}
{{- if .Values.postgres.cloudNativePg.enabled -}}
{{- $_ := set $found "postgres-ca" (printf "%s-ca" (include "cancernet.postgresCluster" .)) -}}
{{- else if .Values.postgres.caSecret -}}
{{- $_ := set $found "postgres-ca" .Values.postgres.caSecret -}}
{{- end -}}
{{- if .Values.kafka.strimzi.enabled -}}
{{- $_ := set $found "kafka-ca" (printf "%s-cluster-ca-cert" (include "cancernet.kafkaCluster" .)) -}}
{{- else if .Values.kafka.caSecret -}}
{{- $_ := set $found "kafka-ca" .Values.kafka.caSecret -}}
{{- end -}}
{{- with .Values.objectStore.caSecret -}}{{- $_ := set $found "object-store-ca" . -}}{{- end -}}
{{- with .Values.oidc.caSecret -}}{{- $_ := set $found "oidc-ca" . -}}{{- end -}}
{{- $found | toYaml -}}
{{- end }}

{{- define "cancernet.authorityMounts" }}
{{- range $name, $_ := include "cancernet.authorities" . | fromYaml }}
- {name: {{ $name }}, mountPath: /etc/cancernet/{{ $name }}, readOnly: true}
{{- end }}
{{- end }}

{{- define "cancernet.authorityVolumes" }}
{{- range $name, $secret := include "cancernet.authorities" . | fromYaml }}
- name: {{ $name }}
  secret:
    secretName: {{ $secret }}
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- end }}

{{/* Where the database is. */}}
{{- define "cancernet.postgresEnv" -}}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ include "cancernet.jdbcUrl" .root | quote }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom: {secretKeyRef: {name: {{ include "cancernet.postgresSecret" .root }}, key: username}}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ include "cancernet.postgresSecret" .root }}, key: password}}
{{- end }}

{{- define "cancernet.kafkaEnv" -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "cancernet.bootstrap" .root | quote }}
{{- if .root.Values.kafka.strimzi.enabled }}
- name: KAFKA_SECURITY_PROTOCOL
  value: SASL_SSL
- name: KAFKA_SASL_MECHANISM
  value: SCRAM-SHA-512
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom: {secretKeyRef: {name: {{ .service }}, key: sasl.jaas.config}}
# The topic operator makes the topics.
- name: CANCERNET_TOPICS_CREATE
  value: "false"
{{- end }}
{{- if or .root.Values.kafka.strimzi.enabled .root.Values.kafka.caSecret }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/cancernet/kafka-ca/ca.crt
{{- end }}
{{- end }}

{{- define "cancernet.objectStoreEnv" -}}
{{- $store := .root.Values.objectStore -}}
{{- $secret := required "objectStore.existingSecret is missing: name a secret with the keys access-key and secret-key" $store.existingSecret -}}
- name: CANCERNET_OBJECT_STORE_ENDPOINT
  value: {{ required "objectStore.endpoint is missing: give the URL of the S3 endpoint" $store.endpoint | quote }}
- name: CANCERNET_OBJECT_STORE_BUCKET
  value: {{ $store.bucket | quote }}
- name: CANCERNET_OBJECT_STORE_REGION
  value: {{ $store.region | quote }}
- name: CANCERNET_OBJECT_STORE_ACCESS_KEY
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: access-key}}
- name: CANCERNET_OBJECT_STORE_SECRET_KEY
  valueFrom: {secretKeyRef: {name: {{ $secret }}, key: secret-key}}
{{- if $store.caSecret }}
- name: CANCERNET_OBJECT_STORE_CA_CERTIFICATES
  value: /etc/cancernet/object-store-ca/ca.crt
{{- end }}
{{- end }}

{{/* What a service must be told even to migrate its schema: it checks its settings first. */}}
{{- define "cancernet.env" -}}
{{ include "cancernet.postgresEnv" . }}
{{ include "cancernet.kafkaEnv" . }}
{{ include "cancernet.objectStoreEnv" . }}
- name: QUARKUS_OIDC_AUTH_SERVER_URL
  value: {{ required "oidc.authServerUrl is missing: give the issuer of the OpenID Connect provider; services refuse to start without one" .root.Values.oidc.authServerUrl | quote }}
- name: QUARKUS_OIDC_CREDENTIALS_SECRET
  valueFrom: {secretKeyRef: {name: {{ required "oidc.existingSecret is missing: name a secret with the key client-secret" .root.Values.oidc.existingSecret }}, key: client-secret}}
{{- if .root.Values.oidc.caSecret }}
- name: QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME
  value: provider
- name: QUARKUS_TLS__PROVIDER__TRUST_STORE_PEM_CERTS
  value: /etc/cancernet/oidc-ca/ca.crt
{{- end }}
# The gateway says from where a request came. Its pods have no fixed address to name, so whoever else reaches the service
# could say the same: with the network policies that is Prometheus' namespace alone.
- name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING
  value: "true"
- name: QUARKUS_HTTP_PROXY_ENABLE_FORWARDED_HOST
  value: "true"
{{- with .root.Values.tracing.endpoint }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- with .env }}
{{ . }}
{{- end }}
{{- range $name, $value := .values.extraEnv }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* The restricted Pod Security Standard. */}}
{{- define "cancernet.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .userId }}
runAsGroup: {{ .userId }}
fsGroup: {{ .userId }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "cancernet.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* Spread over nodes and zones, without leaving a pod unscheduled for it. */}}
{{- define "cancernet.spread" -}}
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector: {matchLabels: {{ include "cancernet.selector" . | fromYaml | toJson }}}
- maxSkew: 1
  topologyKey: topology.kubernetes.io/zone
  whenUnsatisfiable: ScheduleAnyway
  labelSelector: {matchLabels: {{ include "cancernet.selector" . | fromYaml | toJson }}}
{{- end }}

{{/*
A Deployment of one of the services.

root, component, service: names; port; values: the component's part of the values; cuda: which image; fixedReplicas:
none where KEDA counts; env: more variables; volumes: name, path and size limit of further writable folders.
*/}}
{{- define "cancernet.deployment" -}}
{{- $root := .root -}}
{{- $values := .values -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .component }}
  labels: {{- include "cancernet.labels" . | nindent 4 }}
spec:
  {{- if .fixedReplicas }}
  replicas: {{ $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  # Long enough for a migration and for a model to load; a roll-out that takes longer has failed.
  progressDeadlineSeconds: 900
  strategy:
    type: RollingUpdate
    # The first new pod migrates the schema before an old one goes; GPUs have no room for one more.
    rollingUpdate: {{ if .cuda }}{maxSurge: 0, maxUnavailable: 1}{{ else }}{maxSurge: 1, maxUnavailable: 0}{{ end }}
  selector:
    matchLabels: {{- include "cancernet.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "cancernet.labels" . | nindent 8 }}
        cancernet.io/service: {{ .service }}
    spec:
      serviceAccountName: cancernet
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- with $root.Values.image.pullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if .cuda }}{{ with $values.gpu.runtimeClassName }}
      runtimeClassName: {{ . }}
      {{- end }}{{ end }}
      securityContext: {{- include "cancernet.podSecurity" (dict "userId" $root.Values.userId) | nindent 8 }}
      terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
      topologySpreadConstraints: {{- include "cancernet.spread" . | nindent 8 }}
      initContainers:
        # Runs Flyway and ends. Pods that start at once take turns; one that finds nothing to do is done in seconds.
        - name: migrate
          image: {{ include "cancernet.image" . | quote }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          env:
            - name: JDK_JAVA_OPTIONS
              value: -XX:MaxRAMPercentage=60 -XX:TieredStopAtLevel=1
            - name: QUARKUS_INIT_AND_EXIT
              value: "true"
            - name: QUARKUS_FLYWAY_MIGRATE_AT_START
              value: "true"
            {{- include "cancernet.env" . | nindent 12 }}
          {{- with $values.extraEnvFrom }}
          envFrom: {{- toYaml . | nindent 12 }}
          {{- end }}
          resources:
            requests: {cpu: 100m, memory: 256Mi}
            limits: {memory: 512Mi}
          securityContext: {{- include "cancernet.containerSecurity" . | nindent 12 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            {{- include "cancernet.authorityMounts" $root | nindent 12 }}
      containers:
        - name: {{ .service }}
          image: {{ include "cancernet.image" . | quote }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          ports:
            - {name: http, containerPort: {{ .port }}, protocol: TCP}
          env:
            - name: JDK_JAVA_OPTIONS
              value: {{ $values.javaOptions | quote }}
            - name: QUARKUS_HTTP_PORT
              value: {{ .port | quote }}
            # The init container has done it.
            - name: QUARKUS_FLYWAY_MIGRATE_AT_START
              value: "false"
            # Requests under way are answered before the end.
            - name: QUARKUS_SHUTDOWN_TIMEOUT
              value: 15S
            {{- include "cancernet.env" . | nindent 12 }}
          {{- with $values.extraEnvFrom }}
          envFrom: {{- toYaml . | nindent 12 }}
          {{- end }}
          startupProbe:
            httpGet: {path: /q/health/started, port: http}
            periodSeconds: 2
            failureThreshold: 90
          readinessProbe:
            httpGet: {path: /q/health/ready, port: http}
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 3
          livenessProbe:
            httpGet: {path: /q/health/live, port: http}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          lifecycle:
            # Until no gateway sends it anything more: endpoints are told of within a second or two, and connections that a
            # gateway keeps are at most 4 s old.
            preStop: {sleep: {seconds: 10}}
          {{- $limits := $values.resources.limits | default dict }}
          {{- if .cuda }}{{ $limits = merge (dict $values.gpu.resource 1) $limits }}{{ end }}
          resources:
            requests: {{- toYaml $values.resources.requests | nindent 14 }}
            limits: {{- toYaml $limits | nindent 14 }}
          securityContext: {{- include "cancernet.containerSecurity" . | nindent 12 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            {{- range .volumes }}
            - {name: {{ .name }}, mountPath: {{ .path }}}
            {{- end }}
            {{- include "cancernet.authorityMounts" $root | nindent 12 }}
      volumes:
        # Native libraries are unpacked here too.
        - name: tmp
          emptyDir: {sizeLimit: 4Gi}
        {{- range .volumes }}
        - name: {{ .name }}
          emptyDir: {sizeLimit: {{ .sizeLimit }}}
        {{- end }}
        {{- include "cancernet.authorityVolumes" $root | nindent 8 }}
      {{- with $values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end }}

{{- define "cancernet.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ .service }}
  labels: {{- include "cancernet.labels" . | nindent 4 }}
spec:
  selector: {{- include "cancernet.selector" . | nindent 4 }}
  ports:
    - {name: http, port: {{ .port }}, targetPort: http, protocol: TCP}
{{- end }}

{{/* Drains take one pod at a time, and never wait for a Deployment of one. */}}
{{- define "cancernet.disruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .component }}
  labels: {{- include "cancernet.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  # A pod that is not well serves nobody; it must not keep its node from being drained.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "cancernet.selector" . | nindent 6 }}
{{- end }}

{{- define "cancernet.peers" }}
{{- range . }}
- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: {{ . }}}}
{{- end }}
{{- end }}

{{- define "cancernet.policyHead" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .name }}
  labels: {{- include "cancernet.labels" (dict "root" .root "component" "network") | nindent 4 }}
{{- end }}

{{- define "cancernet.outside" }}
    - to: [{ipBlock: {cidr: {{ .cidr }}}}]
      ports:
        {{- range .ports }}
        - {protocol: TCP, port: {{ . }}}
        {{- end }}
{{- end }}

{{- define "cancernet.lag" }}
- type: kafka
  metadata:
    bootstrapServers: {{ .brokers | quote }}
    consumerGroup: {{ .group }}
    topic: {{ .topic }}
    lagThreshold: {{ .lag | quote }}
    # A group that has committed nothing yet has all of the topic before it.
    offsetResetPolicy: earliest
    # More consumers than partitions would have nothing to do.
    allowIdleConsumers: "false"
    {{- if .strimzi }}
    sasl: scram_sha512
    tls: enable
    {{- end }}
  {{- if .strimzi }}
  authenticationRef: {name: {{ .service }}-kafka}
  {{- end }}
{{- end }}

{{- define "cancernet.scaling" }}
# Quickly up, slowly down: a pod that goes hands its partitions on.
advanced:
  horizontalPodAutoscalerConfig:
    behavior:
      scaleUp: {stabilizationWindowSeconds: 0}
      scaleDown:
        stabilizationWindowSeconds: 300
        policies: [{type: Pods, value: 1, periodSeconds: 60}]
pollingInterval: 15
{{- end }}
