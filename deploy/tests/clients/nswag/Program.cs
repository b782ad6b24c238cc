using Isl.Generated;

using var http = new HttpClient();
var client = new IslClient(http) { BaseUrl = args[0] };
var answer = await client.ValidateAsync(new ValidateRequest { Dag_structure = "dag { Z -> X; Z -> Y; X -> Y }", Treatment = "X", Outcome = "Y" });
if (answer.Status != IdentificationStatus.Identifiable || answer.Minimal_set.Single() != "Z")
{
    throw new InvalidOperationException($"{answer.Status}");
}
