using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Steps that compute expressions.</summary>
public static class ExpressionCatalog
{
    /// <summary>Adds a column by an expression over others.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="outputColumnName">The name of the added column.</param>
    /// <param name="expression">Here only a constant text: <c>(p) : "text"</c>, where \" and \\ stand for themselves.</param>
    /// <param name="inputColumnNames">The arguments, at least one column of single values.</param>
    /// <returns>An estimator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The expression is of another form, or has another number of arguments.</exception>
    public static ExpressionEstimator Expression(this TransformsCatalog catalog, string outputColumnName, string expression, params string[] inputColumnNames)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(expression);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        return new ExpressionEstimator(outputColumnName, expression, inputColumnNames);
    }
}
