using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Isl.Tests.Api;

/// <summary>Requests about tables of every shape, most of them nearly right.</summary>
internal sealed class TableFuzz(Random random)
{
    private static readonly string[] Names = ["A", "B", "C d", "Größe", "e`f"];
    private static readonly string[] Families = ["auto", "linear", "interactions", "spline", "logistic", "poisson", "categorical", "curve"];
    private static readonly string[] Marks = ["", "NA", "x", "Yes", "1e300", "-999", "2024-01-01", "inf", "1,5", "\"a,b\""];

    /// <summary>A route and a body.</summary>
    public (string Path, string Body) Next()
    {
        var kind = random.Next(5);
        var body = new JsonObject();
        if (kind == 0)
        {
            body["data_csv"] = Table();
            Perhaps(body, "kinds", () => new JsonObject { [Name()] = Pick(["numeric", "category", "ordinal"]) });
            Perhaps(body, "columns", () => new JsonArray(Name(), Name()));
            return ("/api/v1/data/profile", body.ToJsonString());
        }

        body["dag_structure"] = Graph();
        Perhaps(body, "families", () => new JsonObject { [Name()] = Pick(Families), [Name() + (random.Next(9) == 0 ? "?" : "")] = Pick(Families) });
        if (kind == 1)
        {
            body["kind"] = "change";
            body["outcome"] = Name();
            body["before_csv"] = Table();
            body["after_csv"] = Table();
            Perhaps(body, "method", () => Pick(["shapley", "robust", "best"]));
            return ("/api/v1/causal/attribute", body.ToJsonString());
        }

        body["data_csv"] = Table();
        Perhaps(body, "missing", () => Pick(["drop_rows", "drop_rows", "refuse", "indicator"]));
        Perhaps(body, "noise", () => Pick(["auto", "normal", "empirical", "none"]));
        Perhaps(body, "weights", () => new JsonObject { ["column"] = Name(), ["kind"] = Pick(["sampling", "frequency"]) });
        Perhaps(body, "folds", () => random.Next(0, 8));
        if (kind == 2)
        {
            body["kind"] = "outlier";
            body["outcome"] = Name();
            body["row"] = new JsonObject(Names.Select(name => new KeyValuePair<string, JsonNode?>(name, random.Next(-3, 4))));
            return ("/api/v1/causal/attribute", body.ToJsonString());
        }

        if (kind == 3)
        {
            body["intervention"] = new JsonObject { [Name()] = random.Next(5) };
            body["samples"] = 100;
            return ("/api/v1/causal/counterfactual", body.ToJsonString());
        }

        return ("/api/v1/causal/fit", body.ToJsonString());
    }

    private JsonObject Graph()
    {
        var nodes = Names.Take(random.Next(1, Names.Length + 1)).ToList();
        var edges = new JsonArray();
        for (var to = 1; to < nodes.Count; to++)
        {
            for (var from = 0; from < to; from++)
            {
                if (random.Next(2) == 0)
                {
                    edges.Add(new JsonArray(nodes[from], nodes[to]));
                }
            }
        }

        var graph = new JsonObject { ["nodes"] = new JsonArray([.. nodes.Select(node => (JsonNode)node)]), ["edges"] = edges };
        if (random.Next(12) == 0)
        {
            graph["latent"] = new JsonArray(nodes[0]);
        }

        return graph;
    }

    private string Table()
    {
        var columns = Names.Select(name => (Name: name, Kind: random.Next(6))).Take(random.Next(12) == 0 ? 3 : Names.Length).ToList();
        var (rows, flaws) = (random.Next(8) == 0 ? random.Next(0, 6) : random.Next(15, 80), random.Next(3) == 0 ? 0.02 : 0);
        var text = new StringBuilder(string.Join(',', columns.Select(column => column.Name))).Append('\n');
        for (var row = 0; row < rows; row++)
        {
            text.Append(string.Join(',', columns.Select(column => random.NextDouble() < flaws ? Pick(Marks) : Cell(column.Kind, row)))).Append('\n');
        }

        return text.ToString();
    }

    private string Cell(int kind, int row) => kind switch
    {
        0 => Pick(["red", "green", "blue"]),
        1 => random.Next(2).ToString(CultureInfo.InvariantCulture),
        2 => random.Next(12).ToString(CultureInfo.InvariantCulture),
        3 => Pick(["No", "Yes"]),
        4 => row.ToString(CultureInfo.InvariantCulture),
        _ => (random.NextDouble() * Math.Pow(10, random.Next(-3, 4))).ToString(CultureInfo.InvariantCulture),
    };

    private string Name() => Pick(Names);

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];

    private void Perhaps(JsonObject body, string member, Func<JsonNode> value)
    {
        if (random.Next(3) == 0)
        {
            body[member] = value();
        }
    }
}
