using Isl.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Isl.Tests.Architecture;

/// <summary>Limits on what one declaration may be.</summary>
internal static class DeclarationLimits
{
    /// <summary>A grain class, read as text, stays under this many lines.</summary>
    public const int GrainLines = 100;

    /// <summary>Is it a grain by what it derives from, <c>Grain</c> or <c>Grain&lt;T&gt;</c>?</summary>
    public static bool IsGrain(ClassDeclarationSyntax type) =>
        type.BaseList?.Types.Any(parent => parent.Type is SimpleNameSyntax { Identifier.Text: "Grain" }) == true;

    /// <summary>Is what makes a line too wide data? Texts of several lines are, and in tests and benchmarks every text is.</summary>
    public static bool IsData(SourceFile file, int line, int excess)
    {
        var texts = SourceModel
            .Tree(file)
            .DescendantNodes(node => node is not InterpolatedStringExpressionSyntax)
            .Where(node => node is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax { Token.Value: string })
            .Select(text => (text.Span.Length, Lines: text.SyntaxTree.GetLineSpan(text.Span)))
            .Where(text => text.Lines.StartLinePosition.Line <= line && line <= text.Lines.EndLinePosition.Line)
            .ToList();
        return texts.Exists(text => text.Lines.StartLinePosition.Line < text.Lines.EndLinePosition.Line)
            || (Repository.Companions.Contains(file.Project) && texts.Sum(text => text.Length) >= excess);
    }

    /// <summary>Grain classes that are no longer thin.</summary>
    public static IEnumerable<string> ThickGrains(SourceFile file) =>
        from type in SourceModel.Tree(file).DescendantNodes().OfType<ClassDeclarationSyntax>()
        where IsGrain(type)
        let span = type.SyntaxTree.GetLineSpan(type.Span)
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines >= GrainLines
        select $"{file.Path}: {type.Identifier.Text} has {lines} lines";

    /// <summary>Signatures in which two tokens of one type stand side by side, so that they could be swapped unseen.</summary>
    public static IEnumerable<string> TwoTokens(SourceFile file) =>
        from list in SourceModel.Tree(file).DescendantNodes().OfType<ParameterListSyntax>()
        where list.Parent is not RecordDeclarationSyntax { Identifier.Text: "WorkBudget" }
        where list.Parameters.Count(parameter => IsToken(parameter.Type)) > 1
        select $"{file.Path}({SourceModel.LineOf(list)}): {list}";

    private static bool IsToken(TypeSyntax? type) => type?.ToString().TrimEnd('?').Split('.')[^1] == "CancellationToken";
}
