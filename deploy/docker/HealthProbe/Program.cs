// The health check of a container whose base image has no curl: dotnet HealthProbe.dll ADDRESS exits with 0 where the address answers 2xx.
using System.Net.Http;

if (args is not [var address])
{
    Console.Error.WriteLine("Usage: HealthProbe ADDRESS");
    return 2;
}

using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(4) };
try
{
    using var response = await http.GetAsync(address);
    Console.WriteLine($"{(int)response.StatusCode} {address}");
    return response.IsSuccessStatusCode ? 0 : 1;
}
catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
{
    Console.WriteLine($"{address} does not answer: {e.Message}");
    return 1;
}
