namespace MlopsCl.Pipeline.Tests.Stores;

/// <summary>Tests that share one storage emulator.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<Azurite>
{
    public const string Name = "azurite";
}
