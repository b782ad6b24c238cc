using Isl.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Isl.Tests.Architecture;

/// <summary>The sources as the compiler understands them: for every file, which symbols it uses and where those are declared.</summary>
internal sealed class SourceModel
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.None);

    private static readonly Lazy<MetadataReference[]> Libraries = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Isl.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly Lazy<SourceModel> ProductModel = new(() => Of(Repository.Sources(Repository.Product), GlobalUsings));

    /// <summary>One for each file: what a first reader makes it find out, the others need not wait for again.</summary>
    private readonly List<SemanticModel> _models = [];

    private readonly Lazy<IReadOnlyList<Use>> _uses;

    private SourceModel(List<SourceFile> files, Func<string, string> globalUsings)
    {
        _uses = new(() => Find((model, node) => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax ? UseOf(model, node) : null));
        var compilations = new List<CSharpCompilation>();
        foreach (var project in Repository.Product)
        {
            var trees = files.Where(file => file.Project == project).Select(file => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.Path));
            var compilation = CSharpCompilation.Create(
                project,
                [.. trees, CSharpSyntaxTree.ParseText(globalUsings(project), Parsing)],
                [.. Libraries.Value, .. compilations.Select(done => done.ToMetadataReference())],
                // Between the projects InternalsVisibleTo is not needed: they may use only what is public.
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            compilations.Add(compilation);
            _models.AddRange(compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).Select(tree => compilation.GetSemanticModel(tree)));
        }
    }

    /// <summary>The sources of the projects that are shipped.</summary>
    public static SourceModel Product => ProductModel.Value;

    /// <summary>Names that the compiler could not find; where there are any, the uses are not complete.</summary>
    public IEnumerable<string> Unresolved =>
        Find((model, node) =>
            node is SimpleNameSyntax name && SymbolOf(model, name) is null && name.Identifier.Text is not ("nameof" or "notnull" or "unmanaged")
                ? $"{name.SyntaxTree.FilePath}({LineOf(name)}): {name}"
                : null);

    /// <summary>A model of a few files written in a test; <c>using</c>s are in the texts.</summary>
    public static SourceModel Of(params SourceFile[] files) => Of([.. files], _ => "");

    /// <summary>The file as a tree.</summary>
    public static CompilationUnitSyntax Tree(SourceFile file) => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.Path).GetCompilationUnitRoot();

    /// <summary>Every symbol that each file uses: types by name, and members even of types whose names are not written.</summary>
    public IReadOnlyList<Use> Uses => _uses.Value;

    /// <summary>The line on which a piece of a tree begins, counted from 1.</summary>
    public static int LineOf(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;

    /// <summary>What a reader finds in each file, given its tree and what the compiler knows of it.</summary>
    public IReadOnlyList<T> Find<T>(Func<SemanticModel, SyntaxNode, T?> reader)
        where T : class =>
    [
        .. from model in _models.AsParallel().AsOrdered()
        from node in model.SyntaxTree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax)
        let found = reader(model, node)
        where found is not null
        select found,
    ];

    private static SourceModel Of(List<SourceFile> files, Func<string, string> globalUsings) => new(files, globalUsings);

    private static ISymbol? SymbolOf(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    private static Use? UseOf(SemanticModel model, SyntaxNode node)
    {
        var symbol = SymbolOf(model, node);
        return OutermostType(symbol) is { } type ? new Use(node.SyntaxTree.FilePath, LineOf(node), type, symbol!.Name) : null;
    }

    /// <summary>The type that a name stands for, or whose member it is; of nested types the outermost.</summary>
    private static INamedTypeSymbol? OutermostType(ISymbol? symbol)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } extension })
        {
            symbol = extension;
        }

        var isMember = symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol;
        var type = symbol as INamedTypeSymbol ?? (isMember ? symbol!.ContainingType : null);
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }

    /// <summary>The implicit usings, as the build last wrote them beside the project.</summary>
    private static string GlobalUsings(string project) =>
        File.ReadAllText(
            Directory
                .GetFiles(Path.Combine(Repository.Root, project, "obj"), "*.GlobalUsings.g.cs", SearchOption.AllDirectories)
                .OrderBy(File.GetLastWriteTimeUtc)
                .Last());
}
