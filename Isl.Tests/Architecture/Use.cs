using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Isl.Tests.Architecture;

/// <summary>A file uses a type, or one of its members.</summary>
internal sealed record Use(string Path, int Line, INamedTypeSymbol Type, string Member)
{
    private static readonly ConcurrentDictionary<INamedTypeSymbol, string> Names = new(SymbolEqualityComparer.Default);

    /// <summary>The files of ours that declare the type; none for a library's.</summary>
    public IEnumerable<string> Declarations =>
        Type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath).Where(path => path.Length > 0);

    /// <summary>The namespace and the name of the type.</summary>
    public string TypeName => Names.GetOrAdd(Type, type => $"{type.ContainingNamespace.ToDisplayString()}.{type.Name}");

    public override string ToString() => $"{Path}({Line}): {Type.Name}";
}
