using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Requests about separation in their canonical form.</summary>
internal static class SeparationMapping
{
    /// <summary>The graph and the question of a request; what is wrong with it is noted and thrown.</summary>
    public static (CausalGraph Graph, SeparationQuestion Question) Read(SeparationRequest request, Reading reading)
    {
        var graph = GraphReader.Read(request, reading)?.Graph;
        CheckSet(request.X, "x", reading.Errors);
        CheckSet(request.Y, "y", reading.Errors);
        Fields.CheckNames(request.Given, JsonPointer.Root.Member("given"), reading.Errors);
        reading.Errors.ThrowIfAny();
        return (graph!, new SeparationQuestion(Fields.Sorted(request.X), Fields.Sorted(request.Y), Fields.Sorted(request.Given)));
    }

    private static void CheckSet(List<string>? set, string name, RequestErrors errors)
    {
        var place = JsonPointer.Root.Member(name);
        if (set is null or { Count: 0 })
        {
            errors.AddMissing(place, $"{name} is missing or empty; name at least one node.");
        }

        Fields.CheckNames(set, place, errors);
    }
}
