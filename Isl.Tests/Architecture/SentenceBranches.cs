using Isl.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Isl.Tests.Architecture;

/// <summary>Code that decides something by reading a sentence: a change of wording would change what it does.</summary>
/// <remarks>
/// A heuristic. It finds strings searched for a constant with a letter in it, and comparisons, patterns and look-ups
/// with a constant that has a blank.
/// </remarks>
internal static class SentenceBranches
{
    private static readonly string[] Searches =
    [
        "StartsWith", "EndsWith", "Contains", "IndexOf", "LastIndexOf", "Equals", "Replace", "Split", "IsMatch", "Match", "Compare", "CompareOrdinal",
    ];

    /// <summary>These read what the caller wrote: sentences about causes, formulas, and keys of constraints.</summary>
    private static readonly string[] ReadersOfTheCaller =
        ["Isl.Grains/Discovery/Knowledge", "Isl.Grains/Models/Formulas", "Isl.Grains/Optimisation"];

    /// <summary>Every such place in the engine.</summary>
    public static IEnumerable<string> Of(SourceModel model) =>
        model.Find((semantics, node) =>
            IsRead(node.SyntaxTree.FilePath) && Decides(semantics, node) ? $"{node.SyntaxTree.FilePath}({SourceModel.LineOf(node)}): {node}" : null);

    private static bool IsRead(string path) =>
        path.StartsWith("Isl.Grains/", StringComparison.Ordinal) && !ReadersOfTheCaller.Any(new SourceFile(path, "").IsIn);

    private static bool Decides(SemanticModel model, SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => IsSearch(model, call),
        BinaryExpressionSyntax comparison when comparison.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression =>
            HasBlank(model, comparison.Left) || HasBlank(model, comparison.Right),
        ConstantPatternSyntax pattern => HasBlank(model, pattern.Expression),
        CaseSwitchLabelSyntax label => HasBlank(model, label.Value),
        _ => false,
    };

    private static bool IsSearch(SemanticModel model, InvocationExpressionSyntax call)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || !Searches.Contains(method.Name))
        {
            return false;
        }

        var isText = method.ContainingType.ToDisplayString() is "string" or "System.MemoryExtensions" or "System.Text.RegularExpressions.Regex";
        return call.ArgumentList.Arguments.Any(argument =>
            Constant(model, argument.Expression) is { } text && (isText ? text.Any(char.IsLetter) : text.Contains(' ', StringComparison.Ordinal)));
    }

    private static bool HasBlank(SemanticModel model, ExpressionSyntax expression) =>
        Constant(model, expression)?.Trim().Contains(' ', StringComparison.Ordinal) == true;

    private static string? Constant(SemanticModel model, ExpressionSyntax expression) => model.GetConstantValue(expression).Value as string;
}
