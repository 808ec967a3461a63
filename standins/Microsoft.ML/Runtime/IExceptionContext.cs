namespace Microsoft.ML.Runtime;

/// <summary>Sees exceptions before they are thrown.</summary>
public interface IExceptionContext
{
    /// <summary>Describes what was going on.</summary>
    string ContextDescription { get; }

    /// <summary>Marks an exception with its context.</summary>
    /// <typeparam name="TException">The type of the exception.</typeparam>
    /// <param name="ex">The exception.</param>
    /// <returns>The exception to throw.</returns>
    TException Process<TException>(TException ex)
        where TException : Exception;
}
