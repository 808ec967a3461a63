namespace MlopsCl.Transforms.Saving;

/// <summary>The columns that a saved model uses inside. They are the same for ever.</summary>
internal static class SavedColumns
{
    internal const string State = "mlopscl.state";
    internal const string Bundle = "mlopscl.bundle";
    internal const string Prompt = "mlopscl.prompt";
    internal const string History = "mlopscl.history";
    internal const string Image = "mlopscl.image";
    internal const string Features = "mlopscl.features.";
    internal const string Answer = "Answer";
    internal const string Confidence = "Answer.Confidence";
    internal const string Scores = "Answer.Scores";
}
