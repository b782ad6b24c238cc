using System.Globalization;
using System.Text;
using Isl.Api.Requests;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Options of a CSV body: every field of the JSON request, as a query parameter.</summary>
internal static class DiscoveryQuery
{
    private const string PriorName = "prior_knowledge";

    /// <summary>The request of a CSV body.</summary>
    /// <exception cref="InputException">A parameter is not of its type.</exception>
    public static HybridRequest Read(IQueryCollection query, ReadOnlyMemory<byte> csv)
    {
        return new HybridRequest
        {
            DataCsv = new CsvText(csv),
            VariableNames = Text("variable_names") is { } names ? [.. names.Split(',').Select(name => name.Trim())] : null,
            Algorithm = Text("algorithm"),
            MaxIter = Number<int>("max_iter"),
            Threshold = Number<double>("threshold"),
            Lambda1 = Number<double>("lambda1"),
            HTol = Number<double>("h_tol"),
            Alpha = Number<double>("alpha"),
            CiTest = Text("ci_test"),
            ColliderRule = Text("collider_rule"),
            ColliderPriority = Text("collider_priority"),
            Scaling = Text("scaling"),
            PriorKnowledge = Text(PriorName) is { } prior ? Prior(prior) : null,
            Bootstrap = Number<int>("bootstrap"),
            Seed = Number<long>("seed"),
            DomainDescription = Text("domain_description"),
            DataWeight = Number<double>("data_weight"),
        };

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

        T? Number<T>(string name)
            where T : struct, IParsable<T>
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new InputException(
                    $"/{name}",
                    $"The query parameter {name} is '{(text.Length <= 40 ? text : text[..40])}', which is not a {(typeof(T) == typeof(double) ? "number" : "whole number of this size")}.");
        }
    }

    private static PriorKnowledgeDto Prior(string json)
    {
        try
        {
            return RequestBody.Parse<PriorKnowledgeDto>(Encoding.UTF8.GetBytes(json));
        }
        catch (InputException e)
        {
            throw new InputException([
                .. e.Errors.Select(error => new InputError($"/{PriorName}{error.Path}", $"In the query parameter {PriorName}: {error.Message}")),
            ]);
        }
    }
}
