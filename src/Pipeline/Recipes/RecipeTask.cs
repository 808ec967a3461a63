namespace MlopsCl.Pipeline.Recipes;

/// <summary>A task of a demonstration or benchmark: which public dataset it is made from, and how large.</summary>
public sealed record RecipeTask
{
    /// <summary>The task's name.</summary>
    public required string Name { get; init; }

    /// <summary>The importer's kind, one of <see cref="Importing.Importers.Kinds"/>.</summary>
    public required string Import { get; init; }

    /// <summary>Training pictures, at least 1; null takes the importer's default.</summary>
    public int? Train { get; init; }

    /// <summary>Held-out pictures, at least 1; null takes the importer's default.</summary>
    public int? Test { get; init; }

    /// <summary>Training pictures of the quick variant, at least 1; null takes <see cref="Train"/>.</summary>
    public int? QuickTrain { get; init; }

    /// <summary>Held-out pictures of the quick variant, at least 1; null takes <see cref="Test"/>.</summary>
    public int? QuickTest { get; init; }

    /// <summary>The seed of the selection.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; init; }
}
