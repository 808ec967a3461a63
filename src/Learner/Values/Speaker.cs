namespace MlopsCl.Learner;

/// <summary>Who speaks a turn of a conversation.</summary>
public enum Speaker
{
    /// <summary>The user: asks, shows pictures. Never learned from.</summary>
    Human,

    /// <summary>The model: what is to be learned.</summary>
    Assistant,
}
