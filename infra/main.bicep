// Broker, storage account and workers on Azure Container Apps:
//   az deployment group create -g GROUP -f infra/main.bicep -p image=REGISTRY/mlopscl:TAG brokerPassword=...
targetScope = 'resourceGroup'

@description('Where everything is placed.')
param location string = resourceGroup().location

@description('The worker image, built from infra/Dockerfile.')
param image string

@description('The password of the broker account.')
@secure()
param brokerPassword string

@description('Workers that are always there.')
@minValue(1)
param minWorkers int = 1

@description('Workers at most; one stream occupies one worker.')
@minValue(1)
param maxWorkers int = 4

@description('Processor cores and memory of a worker.')
param workerCpu string = '2.0'
param workerMemory string = '4Gi'

var brokerUser = 'mlopscl'
var queue = 'mlopscl.task-datasets'
var container = 'mlopscl'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

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

resource broker 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'mlopscl-rabbitmq'
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
        }
      ]
      scale: { minReplicas: 1, maxReplicas: 1 }
    }
  }
}

resource worker 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'mlopscl-worker'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  dependsOn: [ access ]
  properties: {
    environmentId: environment.id
    configuration: {
      ingress: { external: false, transport: 'http', targetPort: 8086 }
      secrets: [
        { name: 'broker-password', value: brokerPassword }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'worker'
          image: image
          args: [ 'worker' ]
          resources: { cpu: json(workerCpu), memory: workerMemory }
          env: [
            { name: 'MLOPSCL_BUS', value: 'rabbitmq' }
            { name: 'MLOPSCL_QUEUE', value: queue }
            { name: 'MLOPSCL_RABBITMQ__HOST', value: broker.name }
            { name: 'MLOPSCL_RABBITMQ__PORT', value: '5672' }
            { name: 'MLOPSCL_RABBITMQ__USER', value: brokerUser }
            { name: 'MLOPSCL_RABBITMQ__PASSWORD', secretRef: 'broker-password' }
            { name: 'MLOPSCL_STORE', value: '${storage.properties.primaryEndpoints.blob}${store.name}' }
            { name: 'MLOPSCL_HEALTH', value: 'http://0.0.0.0:8086' }
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
                url: 'http://mlopscl-worker/healthz'
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
output brokerHost string = broker.name
