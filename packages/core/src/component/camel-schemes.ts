/**
 * Schemes of Camel's components (its catalogue of 4.22): one that is not here is no slip of the hand, whatever it looks like.
 * The families of cloud services go by their beginnings.
 */
const camelSchemes: ReadonlySet<string> = new Set(
  (
    'activemq activemq6 amqp arangodb as2 asterisk atmosphere-websocket atom atlasmap avro azure-eventhubs ' +
    'bean bean-validator bonita box braintree browse caffeine-cache caffeine-loadcache cassandra class ' +
    'clickhouse cm-sms coap coaps controlbus couchbase couchdb cql cron crypto cxf cxfrs dapr dataset dataset-test ' +
    'debezium-db2 debezium-mongodb debezium-mysql debezium-oracle debezium-postgres debezium-sqlserver dfdl dhis2 ' +
    'direct disruptor disruptor-vm djl dns docker docling drill dropbox ehcache elasticsearch exec fhir file ' +
    'file-watch flatpack flink flowable fop freemarker ftp ftps geocoder git github graphql grpc guava-eventbus hashicorp-vault ' +
    'hazelcast-map hazelcast-queue hazelcast-seda hazelcast-topic hdfs http https hwcloud-obs iec60870-client iggy ignite-cache ' +
    'infinispan influxdb influxdb2 ironmq jasypt jcache jcr jdbc jetty jgroups jira jms jmx jolt jooq jpa jslt json-validator ' +
    'jsonata jt400 kafka kamelet keycloak knative kserve kubernetes-pods language ldap ldif log lpr lucene mail imap imaps pop3 ' +
    'pop3s smtp smtps mapstruct master metrics micrometer milo-client milo-server milvus mina minio mllp mock mongodb ' +
    'mongodb-gridfs mustache mvel mybatis mybatis-bean nats neo4j netty netty-http nitrite oaipmh olingo2 olingo4 once ' +
    'openai opensearch paho paho-mqtt5 pdf pg-replication-slot pgevent pinecone platform-http plc4x pubnub pulsar qdrant quartz ' +
    'quickfix rabbitmq reactive-streams redis ref rest rest-api rest-openapi robotframework rss saga salesforce ' +
    'sap-netweaver scheduler schematron scp seda service servicenow sftp sip sips sjms sjms2 slack smb smooks smpp smpps snmp ' +
    'solr splunk splunk-hec spring-batch spring-event spring-jdbc spring-ldap spring-rabbitmq spring-redis spring-ws sql ' +
    'sql-stored ssh stax stitch stomp stream string-template stub tahu-edge tahu-host telegram thrift threadpoolfactory tika timer ' +
    'tokenizer torchserve twilio twitter-directmessage twitter-search twitter-timeline undertow validator velocity ' +
    'vertx vertx-http vertx-websocket vm wasm weather weaviate web3j webhook whatsapp wordpress workday xchange xj xmlsecurity-sign ' +
    'xmlsecurity-verify xmpp xquery xslt xslt-saxon zeebe zendesk zookeeper zookeeper-master'
  ).split(' '),
);

const families =
  /^(?:aws|aws2|azure|google|huawei|hwcloud|ibm|langchain4j|kubernetes|openshift|openstack|hazelcast|ignite|spring-ai)-/;

/** Whether Camel has a component of that scheme. */
export function isCamelScheme(scheme: string): boolean {
  return camelSchemes.has(scheme) || families.test(scheme);
}
