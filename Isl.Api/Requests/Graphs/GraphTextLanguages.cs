using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isl.Api.Requests.Graphs;

/// <summary>Tells texts in other languages by their look, so that they are refused by name rather than read as something else.</summary>
internal static partial class GraphTextLanguages
{
    private const int LongestLook = 4_000;
    private const string AsText = "write its arrows as text, such as 'dag { A -> B }'";
    private const string FromNetworkx = "send {\"nodes\": list(g.nodes), \"edges\": list(g.edges)} instead";

    /// <summary>Languages by a pattern of their beginning; the first that fits counts.</summary>
    private static readonly (Regex Look, string What)[] Languages =
    [
        (Printed(), $"the text is what Python prints for a graph object; {FromNetworkx}"),
        (GraphMl(), "the text is GraphML, which is not read; in Python read it with networkx.read_graphml, and " + FromNetworkx),
        (Xdsl(), $"the text is an XDSL file of GeNIe, which is not read; {AsText}"),
        (XmlBif(), $"the text is a network in XMLBIF, which is not read; {AsText}"),
        (Gexf(), "the text is a GEXF file of Gephi, which is not read; in Python read it with networkx.read_gexf, and " + FromNetworkx),
        (Xml(), "the text is XML, such as GraphML, which is not read; " + AsText),
        (Pairs(), "the text is a list of pairs; send {\"nodes\": […], \"edges\": [[\"A\", \"B\"]]} instead"),
        (BayesianNetwork(), "the text is a model string of bnlearn, which is not read; " + AsText),
        (Gml(), "the text is GML, which is not read; in Python read it with networkx.read_gml, and " + FromNetworkx),
        (Bif(), $"the text is a network in BIF, which is not read; {AsText}"),
        (Hugin(), $"the text is a .net file of Hugin, which is not read; {AsText}"),
        (Netica(), $"the text is a .dne file of Netica, which is not read; {AsText}"),
        (Pajek(), $"the text is a .net file of Pajek, which is not read; {AsText}"),
        (Trivial(), $"the text is in Trivial Graph Format, which is not read; {AsText}"),
        (Numbered(), "the text is a graph file of Tetrad, which is not read; " + AsText),
        (OldDagitty(), "the text is in the old syntax of dagitty, which is not read; dagitty.net writes the new one"),
        (Mermaid(), "the text is a flowchart of Mermaid, which is not read; write '->' for its '-->', within 'dag { }'"),
        (PlantUml(), $"the text is a diagram of PlantUML, which is not read; {AsText}"),
        (Tikz(), $"the text is a TikZ picture, which is not read; {AsText}"),
        (Igraph(), $"the text is what igraph prints for a graph; {AsText}"),
        (CallOfR(), "the text is a call in R; send the graph text that stands in its quotes, or what as.character() of the dagitty object gives"),
        (Mplus(), $"the text is a model of Mplus, which is not read; {AsText}"),
        (Matrix(), "the text is a matrix, which does not say whether rows or columns are causes; " + AsText),
        (Formula(), "the text is a model formula with '~', as of R or lavaan, which is not read; " + AsText),
        (Equations(), "the text is a list of equations; send them as the model of causal/counterfactual, or write the arrows 'cause -> effect'"),
    ];

    /// <summary>What language the text is in, and what to send instead; null where it may be dagitty or DOT text.</summary>
    public static string? Refusal(string text)
    {
        var start = text[..Math.Min(text.Length, LongestLook)].TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start.Length == 0 ? "the text is empty"
            : start[0] is '{' or '[' && IsJson(text) ? "the text is JSON; send it as it is, not as text in quotes"
            : Array.Find(Languages, language => language.Look.IsMatch(start)).What;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(
        @"^(<[\w.]+ object at 0x|<networkx|<pgmpy|(Multi)?(Di)?Graph (with|named)\b|(networkx\.|nx\.)?(Multi)?(Di)?Graph\("
            + @"|(Out|In)?(Multi)?(Edge|Node)(Data)?View\("
            + @"|(Discrete)?BayesianNetwork( with|\()|BayesianModel( with|\()|(In|Out)?DegreeView\(|dict_keys\()",
        RegexOptions.NonBacktracking)]
    private static partial Regex Printed();

    [GeneratedRegex(@"^<[^{]*<?graphml\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex GraphMl();

    [GeneratedRegex(@"^<[^{]*<?smile\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Xdsl();

    [GeneratedRegex(@"^<[^{]*<?bif\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex XmlBif();

    [GeneratedRegex(@"^<[^{]*<?gexf\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Gexf();

    [GeneratedRegex(@"^<[?!\w]", RegexOptions.NonBacktracking)]
    private static partial Regex Xml();

    [GeneratedRegex(@"^(\[[^\[\]|]+(\|[^\[\]]+)?\]\s*)+$", RegexOptions.NonBacktracking)]
    private static partial Regex BayesianNetwork();

    [GeneratedRegex(@"^[\[(]+\s*['""]?[^'"",()\[\]]+['""]?\s*,\s*['""]?[^'"",()\[\]]+['""]?\s*[\])]", RegexOptions.NonBacktracking)]
    private static partial Regex Pairs();

    [GeneratedRegex(
        @"^(Creator\b[^\n]*\n\s*)?graph\s*\[\s*(directed\b|node\s*\[|comment\b|id\b|label\b)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Gml();

    [GeneratedRegex(@"^network\b[^{\n]*\{|^variable\s+\S+\s*\{\s*type\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Bif();

    [GeneratedRegex(@"^net\s*\{|^(utility|decision|node)\s+\w+\s*\{", RegexOptions.NonBacktracking)]
    private static partial Regex Hugin();

    [GeneratedRegex(@"^// ~->\[DNET|^bnet\s+\w+\s*\{", RegexOptions.NonBacktracking)]
    private static partial Regex Netica();

    [GeneratedRegex(@"^\*(Vertices|Network)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Pajek();

    [GeneratedRegex(@"^\w+ [^\n<>{}-]+\n([^\n<>{}-]+\n)*#\s*\n", RegexOptions.NonBacktracking)]
    private static partial Regex Trivial();

    [GeneratedRegex(@"^Graph (Nodes|Edges):", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^[^\s\[\]{}<>]+\s+(1|E|O|U|A|M|S)\s+@", RegexOptions.NonBacktracking)]
    private static partial Regex OldDagitty();

    [GeneratedRegex(@"^(%%[^\n]*\n\s*)*(```mermaid\s+)?(flowchart|graph)\s+(TB|TD|BT|RL|LR)\b\s*[;\n]", RegexOptions.NonBacktracking)]
    private static partial Regex Mermaid();

    [GeneratedRegex(@"^@start\w+", RegexOptions.NonBacktracking)]
    private static partial Regex PlantUml();

    [GeneratedRegex(@"^\\(begin|tikz|usetikz|documentclass|usepackage)", RegexOptions.NonBacktracking)]
    private static partial Regex Tikz();

    [GeneratedRegex(@"^IGRAPH ", RegexOptions.NonBacktracking)]
    private static partial Regex Igraph();

    [GeneratedRegex(
        @"^(\w+\s*<-\s*)?(\w+::)?(dagitty|dagify|model2network|graph_from_literal|as_tbl_graph|graphNEL)\s*\(",
        RegexOptions.NonBacktracking)]
    private static partial Regex CallOfR();

    [GeneratedRegex(@"^(MODEL:\s*)?[A-Za-z]\w*\s+(ON|BY|WITH)\s+[A-Za-z][\w ]*;", RegexOptions.NonBacktracking)]
    private static partial Regex Mplus();

    [GeneratedRegex(@"^(-?[\d.]+[ ,;\t]+)+-?[\d.]+\s*\n\s*(-?[\d.]+[ ,;\t]+)+-?[\d.]+", RegexOptions.NonBacktracking)]
    private static partial Regex Matrix();

    [GeneratedRegex(@"^[^\n\[\]{}""]*[^\n\[\]{}""<>-]=?~[^>]", RegexOptions.NonBacktracking)]
    private static partial Regex Formula();

    [GeneratedRegex(@"^[A-Za-z_]\w*\s*:?=\s*[^\n;""{}\[\]>]*[*+(][^\n;""{}\[\]>]*(\n|;|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Equations();
}
