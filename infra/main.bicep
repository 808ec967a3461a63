// Broker, storage account and workers on Azure Container Apps:
//   az deployment group create -g GROUP -f infra/main.bicep -p image=REGISTRY.azurecr.io/mlopscl:TAG registry=REGISTRY brokerPassword=...
targetScope = 'resourceGroup'

@description('Where everything is placed.')
param location string = resourceGroup().location

@description('The worker image, built from infra/Dockerfile.')
param image string

@description('The Azure container registry of this resource group that holds the image; empty where anybody may pull it.')
param registry string = ''

@description('The password of the broker account.')
@secure()
param brokerPassword string

@description('A RabbitMQ of your own; empty: one in this environment, whose queues last as long as its container.')
param brokerHost string = ''

@description('The port, account and virtual host at the broker, and whether the connection to it is encrypted.')
param brokerPort string = '5672'
param brokerUser string = 'mlopscl'
param brokerVirtualHost string = '/'
@allowed(['false', 'true'])
param brokerUseTls string = 'false'

@description('Workers that are always there.')
@minValue(1)
param minWorkers int = 1

@description('Workers at most; one stream occupies one worker.')
@minValue(1)
param maxWorkers int = 4

@description('Processor cores and memory of a worker.')
param workerCpu string = '2.0'
param workerMemory string = '4Gi'

var ownBroker = 'mlopscl-rabbitmq'
var brokerAddress = empty(brokerHost) ? ownBroker : brokerHost
var workerName = 'mlopscl-worker'
var queue = 'mlopscl.task-datasets'
var container = 'mlopscl'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'mlopscl-worker'
  location: location
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'mlopscl${uniqueString(resourceGroup().id)}'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

resource store 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: container
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identity.id, blobDataContributor)
  scope: storage
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

resource images 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (!empty(registry)) {
  name: empty(registry) ? 'none' : registry
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registry)) {
  name: guid(images.id, identity.id, acrPull)
  scope: images
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'mlopscl-logs'
  location: location
  properties: { retentionInDays: 30 }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'mlopscl'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

// What is in its queues when it is made anew is gone: requests wait there for milliseconds, outcomes until somebody reads them. For more, name a broker of
// your own with brokerHost.
resource broker 'Microsoft.App/containerApps@2024-03-01' = if (empty(brokerHost)) {
  name: ownBroker
  location: location
  properties: {
    environmentId: environment.id
    configuration: {
      ingress: { external: false, transport: 'tcp', targetPort: 5672, exposedPort: 5672 }
      secrets: [
        { name: 'broker-password', value: brokerPassword }
      ]
    }
    template: {
      containers: [
        {
          name: 'rabbitmq'
          image: 'docker.io/library/rabbitmq:4.1'
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: [
            { name: 'RABBITMQ_DEFAULT_USER', value: brokerUser }
            { name: 'RABBITMQ_DEFAULT_PASS', secretRef: 'broker-password' }
          ]
          probes: [
            { type: 'Startup', tcpSocket: { port: 5672 }, periodSeconds: 5, failureThreshold: 30 }
            { type: 'Liveness', tcpSocket: { port: 5672 }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }
          ]
        }
      ]
      scale: { minReplicas: 1, maxReplicas: 1 }
    }
  }
}

resource worker 'Microsoft.App/containerApps@2024-03-01' = {
  name: workerName
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  dependsOn: [
    access
    pull
    broker
  ]
  properties: {
    environmentId: environment.id
    configuration: {
      ingress: { external: false, transport: 'http', targetPort: 8086 }
      registries: empty(registry) ? [] : [ { server: '${registry}.azurecr.io', identity: identity.id } ]
      secrets: [
        { name: 'broker-password', value: brokerPassword }
      ]
    }
    template: {
      // A stopped worker ends within two seconds; the next one goes on from the last checkpoint.
      terminationGracePeriodSeconds: 10
      containers: [
        {
          name: 'worker'
          image: image
          args: [ 'worker' ]
          resources: { cpu: json(workerCpu), memory: workerMemory }
          env: [
            { name: 'MLOPSCL_BUS', value: 'rabbitmq' }
            { name: 'MLOPSCL_QUEUE', value: queue }
            { name: 'MLOPSCL_RABBITMQ__HOST', value: brokerAddress }
            { name: 'MLOPSCL_RABBITMQ__PORT', value: brokerPort }
            { name: 'MLOPSCL_RABBITMQ__VIRTUALHOST', value: brokerVirtualHost }
            { name: 'MLOPSCL_RABBITMQ__USER', value: brokerUser }
            { name: 'MLOPSCL_RABBITMQ__USETLS', value: brokerUseTls }
            { name: 'MLOPSCL_RABBITMQ__PASSWORD', secretRef: 'broker-password' }
            { name: 'MLOPSCL_STORE', value: '${storage.properties.primaryEndpoints.blob}${store.name}' }
            { name: 'MLOPSCL_HEALTH', value: 'http://0.0.0.0:8086' }
            // A container of two cores has 8 GiB of disk.
            { name: 'MLOPSCL_CACHEGIGABYTES', value: '4' }
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
          ]
          probes: [
            // Only a process that no longer answers is started anew: learning goes on while the store or the broker is away for a moment.
            { type: 'Liveness', httpGet: { path: '/livez', port: 8086 }, initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }
            { type: 'Readiness', httpGet: { path: '/healthz', port: 8086 }, periodSeconds: 10, timeoutSeconds: 5 }
          ]
        }
      ]
      scale: {
        minReplicas: minWorkers
        maxReplicas: maxWorkers
        rules: [
          {
            // Not the queue's length: a delivery is acknowledged once it is journalled, long before the work is done.
            name: 'streams-with-work'
            custom: {
              type: 'metrics-api'
              metadata: {
                // Asked from outside the workers' own network name: in full, over the environment's certificate.
                url: 'https://${workerName}.internal.${environment.properties.defaultDomain}/healthz'
                valueLocation: 'streams_with_work'
                targetValue: '1'
              }
            }
          }
        ]
      }
    }
  }
}

output storeAddress string = '${storage.properties.primaryEndpoints.blob}${store.name}'
output brokerName string = brokerAddress
